using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Keeps what somebody is working on, and says what is wrong with it.</summary>
public sealed class SaveEmailDraft(CurrentPerson person, EmailDesk desk, TimeProvider clock)
{
    /// <summary>Keeps it, mistakes included; only what is far too long is not taken.</summary>
    public async Task<SaveEmailDraftOutcome> HandleAsync(EmailContent content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (await person.WhoMayAsync(Right.ChangeSetup, SettingNames.Email, cancellationToken) is not { } by)
        {
            return new SaveEmailDraftOutcome.NotAllowed();
        }

        var tidy = content.Tidy();
        var problems = EmailRules.Check(tidy, clock);
        if (tidy.Body.Length > 2 * EmailRules.LongestBody || tidy.From.Length > 10 * EmailRules.LongestFrom || tidy.Subject.Length > 10 * EmailRules.LongestSubject)
        {
            return new SaveEmailDraftOutcome.NotKept(problems);
        }

        return new SaveEmailDraftOutcome.Kept(await desk.SaveAsync(by.Subject, tidy, !problems.Any(problem => problem.Stops), cancellationToken), problems);
    }
}

/// <summary>What became of a draft.</summary>
public abstract record SaveEmailDraftOutcome
{
    private SaveEmailDraftOutcome()
    {
    }

    /// <summary>It is kept; these things are wrong with it.</summary>
    public sealed record Kept(EmailDraft Draft, IReadOnlyList<EmailProblem> Problems) : SaveEmailDraftOutcome;

    /// <summary>It is longer than any mail; the draft is as it was.</summary>
    public sealed record NotKept(IReadOnlyList<EmailProblem> Problems) : SaveEmailDraftOutcome;

    /// <summary>Nobody is signed in, or the person may not change it.</summary>
    public sealed record NotAllowed : SaveEmailDraftOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Kept, T> kept, Func<NotKept, T> notKept, Func<NotAllowed, T> notAllowed) => this switch
    {
        Kept it => kept(it),
        NotKept it => notKept(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
