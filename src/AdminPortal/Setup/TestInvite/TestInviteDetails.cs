using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Setup;

/// <summary>The person's latest test, step by step; answers from the database alone.</summary>
public sealed class TestInviteDetails(CurrentPerson person, IDbContextFactory<PortalDb> contexts, TimeProvider clock)
{
    /// <summary>How far the test has come.</summary>
    /// <param name="lookAgain">A page that shows it looks again by itself: then that it is out of reach now is nobody's attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TestInviteOutcome> HandleAsync(bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        if (await person.WhoSeesAsync(Right.SeeTenantProblems, "setup/test-invite", lookAgain, cancellationToken) is not { } by)
        {
            return new TestInviteOutcome.NotAllowed();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var invite = await db.Invites.AsNoTracking().Where(each => each.IsTest && each.InvitedById == by.Subject).OrderByDescending(each => each.Number).FirstOrDefaultAsync(cancellationToken);
        return new TestInviteOutcome.Found(by.May(Right.ChangeSetup), by.Email, invite is null ? null : await ReadAsync(db, invite, cancellationToken));
    }

    private async Task<TestRun> ReadAsync(PortalDb db, Invite invite, CancellationToken cancellationToken)
    {
        var subject = invite.Id.ToString();
        var story = await db.AuditEntries.AsNoTracking().Where(entry => entry.Subject == subject).OrderBy(entry => entry.Number).ToListAsync(cancellationToken);
        var isClean = !invite.AccountMayExist && !invite.IsOpen;
        return new TestRun
        {
            Id = invite.Id,
            Email = invite.Email,
            IsClean = isClean,
            IsEnding = invite.IsClosing || (invite.Status == InviteStatus.Accepted && invite.NextAttemptAt <= clock.GetUtcNow()),
            EndsAt = isClean ? null : invite.ExpiresAt,
            Failure = invite.Failure is { } failure ? $"{failure.Why} {failure.Cure}" : invite.MailRefusedAs is { } refused ? $"The mail provider did not take the email: {refused}" : null,
            WaitingFor = invite.WaitingFor,
            Steps =
            [
                new TestStep(TestStepKind.Recorded, invite.CreatedAt),
                new TestStep(TestStepKind.AccountMade, At(InviteAudit.AccountMade)),
                new TestStep(TestStepKind.MailTaken, invite.FirstSentAt),
                new TestStep(TestStepKind.MailInLog, At(InviteAudit.MailInLog)),
                new TestStep(TestStepKind.PasswordSet, invite.AcceptedAt),
                new TestStep(TestStepKind.CleanedUp, isClean ? invite.AccountRemovedAt ?? At(InviteAudit.AccountRemoved) ?? At(InviteAudit.Revoked) ?? At(InviteAudit.Failed) : null),
            ],
        };

        DateTimeOffset? At(string action) => story.Find(entry => entry.Action == action) is { } entry ? InviteAudit.DetailsOf(entry).At ?? entry.At : null;
    }
}

/// <summary>How far a test has come, or the news that the person may not see it.</summary>
public abstract record TestInviteOutcome
{
    private TestInviteOutcome()
    {
    }

    /// <summary>The latest test; null when there never was one.</summary>
    public sealed record Found(bool MaySend, string OwnEmail, TestRun? Latest) : TestInviteOutcome;

    /// <summary>Nobody is signed in, or the person may not look.</summary>
    public sealed record NotAllowed : TestInviteOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Found, T> found, Func<NotAllowed, T> notAllowed) => this switch
    {
        Found it => found(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>A test and its steps.</summary>
public sealed record TestRun
{
    /// <summary>The invitation's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it went.</summary>
    public required string Email { get; init; }

    /// <summary>The steps in order; those not taken have no time.</summary>
    public required IReadOnlyList<TestStep> Steps { get; init; }

    /// <summary>Whether nothing of it is left in Auth0.</summary>
    public required bool IsClean { get; init; }

    /// <summary>Whether it is being cleaned up at this moment.</summary>
    public required bool IsEnding { get; init; }

    /// <summary>When it is cleaned up by itself; null before its mail and after its end.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Why it was not sent; null when it was, or is on its way.</summary>
    public string? Failure { get; init; }

    /// <summary>What it waits for; null when it doesn't.</summary>
    public string? WaitingFor { get; init; }
}

/// <summary>A step; <paramref name="At"/> is null until it is taken.</summary>
public sealed record TestStep(TestStepKind Kind, DateTimeOffset? At);

/// <summary>The steps of a test.</summary>
public enum TestStepKind
{
    /// <summary>It stands in the portal's record.</summary>
    Recorded,

    /// <summary>Auth0 has its account.</summary>
    AccountMade,

    /// <summary>Auth0 took the request for the mail.</summary>
    MailTaken,

    /// <summary>Auth0's log shows the mail.</summary>
    MailInLog,

    /// <summary>Somebody followed the link and set a password.</summary>
    PasswordSet,

    /// <summary>Nothing of it is left in Auth0.</summary>
    CleanedUp,
}
