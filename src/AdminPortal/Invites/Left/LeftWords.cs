using AdminPortal.Shell;

namespace AdminPortal.Invites;

/// <summary>The words around invitations left behind.</summary>
public static class LeftWords
{
    /// <summary>"3 open invitations".</summary>
    public static string Counted(int count) => count is 1 ? "1 open invitation" : $"{count} open invitations";

    /// <summary>The question before one decision about many.</summary>
    public static Question Ask(LeftInviter inviter, LeftDecision decision)
    {
        ArgumentNullException.ThrowIfNull(inviter);
        var (all, are) = (Counted(inviter.Count), inviter.Count is 1 ? "it stays" : "they stay");
        return decision switch
        {
            LeftDecision.Keep => new($"Keep {all} of {inviter.Name}?", $"Links and expiry stay as they are, and {are} in {inviter.Name}'s name. Nobody is told.", $"Keep {inviter.Count}", "Back"),
            LeftDecision.Reassign => new($"Reassign {all} of {inviter.Name} to you?", "Links and expiry stay as they are. No email goes out; the next one names you.", $"Reassign {inviter.Count}", "Back"),
            LeftDecision.Revoke => new($"Revoke {all} of {inviter.Name}?", "The links stop working at once. The people are not told. You can invite them again later.", $"Revoke {inviter.Count}", "Keep them", Destroys: true),
        };
    }

    /// <summary>What came of one decision about many.</summary>
    public static Told Settled(SettleOutcome outcome, LeftInviter inviter, LeftDecision decision)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(inviter);
        var what = decision switch
        {
            LeftDecision.Keep => "kept",
            LeftDecision.Reassign => "reassigned to you",
            LeftDecision.Revoke => "being revoked",
        };
        return outcome.Match(
            it => new Told(it.NotDone == 0, $"{Counted(it.Done)} of {inviter.Name} {(it.Done is 1 ? "is" : "are")} {what}", it.NotDone == 0 ? null : $"{it.NotDone} had been closed or decided about meanwhile."),
            it => new Told(false, $"The invitations of {inviter.Name} are as they were", it.Why),
            _ => new Told(false, $"The invitations of {inviter.Name} are as they were", "Your role does not carry the right to decide about them."));
    }

    /// <summary>What came of keeping one.</summary>
    public static Told Kept(LeftInviteOutcome outcome, string email) => Of(outcome, email, it => $"The invitation for {it.Email} is kept", "Its link and expiry stay as they are.");

    /// <summary>What came of reassigning one.</summary>
    public static Told Reassigned(LeftInviteOutcome outcome, string email) => Of(outcome, email, it => $"{it.InviterName} stands for the invitation of {it.Email}", "No email goes out; the next one names them.");

    private static Told Of(LeftInviteOutcome outcome, string email, Func<LeftInviteOutcome.Done, string> done, string text)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var asItWas = $"The invitation for {email} is as it was";
        return outcome.Match(
            it => new Told(true, done(it), text),
            it => new Told(false, asItWas, it.What),
            it => new Told(false, asItWas, it.Why),
            it => new Told(false, asItWas, $"{it.InviterName} may invite again; there is nothing to decide."),
            _ => new Told(false, asItWas, "Whoever you chose may not invite into its team any more. Choose again."),
            it => new Told(false, asItWas, it.Why),
            _ => new Told(false, $"The invitation for {email} is gone", "Reload the page to see what there is."),
            _ => new Told(false, asItWas, "Your role does not carry the right to decide about it."));
    }
}
