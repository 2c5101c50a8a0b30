namespace AdminPortal.SignIn;

/// <summary>What a person reads about a sign-in that failed.</summary>
internal sealed record SignInProblemWords(string Title, string Action, params IReadOnlyList<string> Paragraphs)
{
    private const string Again = "Sign in again";
    private const string Over = "Your session is over";

    public static readonly SignInProblemWords Unknown = new("Signing in did not work", Again, "Nobody is signed in. Start once more from here.");

    public static SignInProblemWords For(SignInProblem problem, string tenant, TimeSpan? silence, SignInOptions limits, SessionEnd? end = null) => problem switch
    {
        SignInProblem.Denied => new("Auth0 did not let you in", Again,
            "The account you chose may not use this application, or a rule of your company stopped the sign-in.",
            "Sign in with another account, or show what stands below to whoever looks after Auth0 in your company."),
        SignInProblem.Blocked => new("This account is blocked", Again,
            "Your account is blocked in Auth0, so it opens nothing here.",
            "Whoever looks after Auth0 in your company can unblock it; then sign in again."),
        SignInProblem.Cancelled => new("You turned back", Again,
            "You left Auth0's page before the sign-in was done. Nothing happened; nobody is signed in."),
        SignInProblem.Lost => new("This sign-in can't be finished", Again,
            "The way back from Auth0 was used once already, took too long, or began in another browser. Each works once.",
            "Sign in again; it takes one click when Auth0 still knows you."),
        SignInProblem.ClocksDiffer => new("Two clocks disagree", "Try again",
            $"Auth0's clock and this server's are more than {IdTokenCheck.ToleratedSkew.TotalMinutes:0} minutes apart, so the portal can't tell whether your sign-in is fresh.",
            "Setting the server's clock cures it; your own computer's clock does not matter."),
        SignInProblem.TenantUnreachable => new("Auth0 does not answer", "Try again",
            $"Signing in goes through {tenant}, which {Silent(silence)}. Nothing is lost; invitations that are queued go out when it is back."),
        SignInProblem.NotTrusted => new("Auth0's answer was not accepted", Again,
            "What came back was not made by your company's tenant for this sign-in, so nobody is signed in.",
            "If signing in again ends here too, show what stands below to whoever runs the portal."),
        SignInProblem.Misconfigured => new("The portal may not sign anybody in", "Try again",
            "Auth0 refuses the portal itself: its client id, its secret or its allowed addresses are not right.",
            "Nothing is wrong with your account. Whoever runs the portal finds the reason in its log under the time below."),
        SignInProblem.SessionOver when end is { Reason: SessionEndReason.EndedByAdmin } => new(Over, Again,
            $"{end.Sentence} Every page you had open is closed.",
            "You can sign in again and go on where you were. If this surprises you, ask them first."),
        SignInProblem.SessionOver when end is { Sentence.Length: > 0 } => new(Over, Again,
            $"{end.Sentence} That ended every page that was open here.",
            "Sign in again to go on where you were."),
        SignInProblem.SessionOver => new(Over, Again,
            $"A session ends after {InWords(limits.IdleLifetime)} without activity, after {InWords(limits.AbsoluteLifetime)} in any case, and when the account is blocked. Sign in again to go on where you were."),
    };

    private static string Silent(TimeSpan? silence) => silence is { } time && time >= TimeSpan.FromSeconds(2) ? $"has not answered for {InWords(time)}" : "gave no answer";

    private static string InWords(TimeSpan time) => time switch
    {
        { TotalSeconds: < 120 } => $"{time.TotalSeconds:0} seconds",
        { TotalMinutes: < 120 } => $"{time.TotalMinutes:0} minutes",
        _ => $"{time.TotalHours:0} hours",
    };
}
