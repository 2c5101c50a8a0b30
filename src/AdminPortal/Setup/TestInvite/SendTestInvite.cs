using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Setup;

/// <summary>Records a real invitation that only tries the way out: nobody counts it, and its account is removed again.</summary>
public sealed partial class SendTestInvite(
    CurrentPerson person, AllowedDomains domains, DailyLimits turns, IDbContextFactory<PortalDb> contexts, InviteChanges changes, WakeUp delivery, TimeProvider clock, ILogger<SendTestInvite> logger)
{
    /// <summary>When everything of a test is removed at the latest, counted from its mail.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>How many tests the company may send in 24 hours: each is a real mail.</summary>
    public const int DailyLimit = 20;

    /// <summary>Where a test to somebody's own mailbox goes: the same mailbox to nearly every mail server, another address to Auth0.</summary>
    public static string OwnAddress(string email, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(email);
        var at = email.LastIndexOf('@');
        return at < 1 ? email : $"{email[..at].Split('+')[0]}+test{now.UtcDateTime:MMddHHmmss}{email[at..]}";
    }

    /// <summary>Sends it; without an address to a tagged form of the person's own.</summary>
    public async Task<SendTestOutcome> HandleAsync(string? address, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.ChangeSetup, "setup/test-invite", cancellationToken) is not { } by)
        {
            return new SendTestOutcome.NotAllowed();
        }

        var now = clock.GetUtcNow();
        var text = string.IsNullOrWhiteSpace(address) ? OwnAddress(by.Email, now) : address;
        if (text.Length > 2 * EmailAddress.MaxLength || EmailAddress.Read(text) is not { Address: { } to })
        {
            return new SendTestOutcome.NotSent(text.Length > 2 * EmailAddress.MaxLength ? "The address is too long." : EmailAddress.Read(text).Why!);
        }

        if (domains.WhyNot(to) is { } whyNot)
        {
            return new SendTestOutcome.NotSent(whyNot);
        }

        try
        {
            // In turn, as with every invitation: counting and recording are one step.
            return await turns.InTurnAsync(() => RecordAsync(to, by, now, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException lostRace) when (lostRace.IsLostRace())
        {
            return new SendTestOutcome.NotSent($"Somebody invited {to.Display} at this very moment.");
        }
    }

    private async Task<SendTestOutcome> RecordAsync(EmailAddress to, Person by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var tests = db.Invites.Where(invite => invite.IsTest);
        if (await tests.AnyAsync(
            invite => invite.InvitedById == by.Subject && (invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Revoking || invite.AccountMayExist), cancellationToken))
        {
            return new SendTestOutcome.NotSent("Your last test is not cleaned up yet. Clean it up first.");
        }

        if (await tests.CountAsync(invite => invite.CreatedAt > now - DailyLimits.Day, cancellationToken) >= DailyLimit)
        {
            return new SendTestOutcome.NotSent($"The {DailyLimit} tests of the last 24 hours are used up.");
        }

        if (await db.Invites.FirstOrDefaultAsync(
            invite => invite.EmailKey == to.Key && (invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed || invite.Status == InviteStatus.Revoking),
            cancellationToken) is { } open)
        {
            return new SendTestOutcome.NotSent($"An invitation for {open.Email} is still open; a test would take its place. Use another address.");
        }

        var invite = Invite.Create(Guid.CreateVersion7(now), to, null, [], Lifetime, $"This is a test of the invitation email, sent by {by.Name}. Setting a password is part of the test if you like; the account is removed afterwards.", new Inviter(by.Subject, by.Name), now, isTest: true);
        db.Invites.Add(invite);
        db.AuditEntries.Add(InviteAudit.OfCreated(invite, by.AsActor(), now));

        // A crash after this line loses nothing: the sweep finds the row due, delivers it, and removes its account when its hour is over.
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(invite.Id);
        delivery.Ring();
        Log.Recorded(logger, invite.Id, by.Subject);
        return new SendTestOutcome.Recorded(invite.Id, invite.Email);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Test invitation {Invite} recorded for {By}")]
        public static partial void Recorded(ILogger logger, Guid invite, string by);
    }
}

/// <summary>What became of the wish to send a test.</summary>
public abstract record SendTestOutcome
{
    private SendTestOutcome()
    {
    }

    /// <summary>It is on its way.</summary>
    public sealed record Recorded(Guid Id, string Email) : SendTestOutcome;

    /// <summary>Nothing was recorded; one sentence says why.</summary>
    public sealed record NotSent(string Why) : SendTestOutcome;

    /// <summary>Nobody is signed in, or the person may not.</summary>
    public sealed record NotAllowed : SendTestOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Recorded, T> recorded, Func<NotSent, T> notSent, Func<NotAllowed, T> notAllowed) => this switch
    {
        Recorded it => recorded(it),
        NotSent it => notSent(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
