using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Takes entries of the tenant's log in: finds the invitation each is about and draws the consequence, once, in whatever order they come.</summary>
internal sealed partial class InviteNews(
    IDbContextFactory<PortalDb> contexts, InviteChanges changes, WakeUp delivery, TenantState tenant, IOptions<Auth0Options> auth0,
    IOptions<InvitesOptions> options, TimeProvider clock, ILogger<InviteNews> logger)
{
    // Against a worker that saves the same row at the same moment.
    private const int Rounds = 20;

    // A person who tries a dead link over and over fills no timeline.
    private const int MostLinkTries = 10;

    private static readonly HashSet<string> Telling = ["scpr", "fcpr", "scp", "fcp", "fn", "s", "sdu"];

    /// <summary>Takes in a page of the log.</summary>
    public async Task TakeInAsync(IReadOnlyList<TenantLogEntry> entries, CancellationToken cancellationToken)
    {
        var changed = new HashSet<Guid>();
        foreach (var entry in entries.Where(IsForUs))
        {
            if (await TakeInAsync(entry, cancellationToken) is { } invite)
            {
                changed.Add(invite);
            }
        }

        if (changed.Count > 0)
        {
            changes.Publish(changed);
            delivery.Ring();
        }
    }

    private bool IsForUs(TenantLogEntry entry) =>
        Telling.Contains(entry.Type)
        && (entry.UserId is not null || entry.Email is not null)
        && (entry.Connection is null || string.Equals(entry.Connection, auth0.Value.Connection, StringComparison.Ordinal));

    private async Task<Guid?> TakeInAsync(TenantLogEntry entry, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (await FindAsync(db, entry, cancellationToken) is not { } invite)
            {
                return null;
            }

            var now = clock.GetUtcNow();
            if (await ApplyAsync(db, invite, entry, now, cancellationToken) is not { } story)
            {
                return null;
            }

            if (await db.TenantLogSightings.AnyAsync(sighting => sighting.LogId == entry.Id, cancellationToken))
            {
                return null;
            }

            db.TenantLogSightings.Add(new TenantLogSighting { LogId = entry.Id, SeenAt = now });
            db.AuditEntries.AddRange(story);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                Log.TakenIn(logger, entry.Type, invite.Id, invite.Status);
                return invite.Id;
            }
            catch (DbUpdateException lostRace) when (round < Rounds && lostRace.IsLostRace())
            {
                // A worker or a person saved the row in between: look at it again as it stands now.
            }
        }
    }

    // By the account where the entry names one; else by the address, and then it is about the newest invitation to it.
    private static async Task<Invite?> FindAsync(PortalDb db, TenantLogEntry entry, CancellationToken cancellationToken)
    {
        if (entry.UserId is { } userId)
        {
            return InviteAccount.InviteOf(userId) is { } id
                ? await db.Invites.SingleOrDefaultAsync(invite => invite.Id == id, cancellationToken) is { } named && InviteAccount.UserId(named) == userId ? named : null
                : null;
        }

        return await db.Invites.Where(invite => invite.EmailKey == entry.Email).OrderByDescending(invite => invite.Number).FirstOrDefaultAsync(cancellationToken);
    }

    // Null when the entry changes nothing; then it isn't remembered either, and a second look at it finds nothing again.
    private async Task<IReadOnlyList<AuditEntry>?> ApplyAsync(PortalDb db, Invite invite, TenantLogEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = OurTime(entry.Date, now);
        switch (entry.Type)
        {
            case "scpr" when BelongsToMail(invite, entry):
                var seen = SeeMail(invite, at, now);
                return invite.IsTest ? [.. seen ?? [], InviteAudit.OfMailInLog(invite, at, now)] : seen;
            case "scpr" when IsSince(invite, entry):
                // Harmless when it was another account's: asking for our own mail forgets it.
                return invite.SeeUnknownMail(at) ? [] : null;
            case "fcpr" when MayEndMail(invite, entry) && entry.Error is { } why:
                return invite.Fail(now, InviteFailures.RequestFailed(invite, Plain(why))) ? [InviteAudit.OfFailed(invite, now)] : null;
            case "fn" when MayEndMail(invite, entry) && IsInviteMail(entry):
                return Refuse(invite, Plain(entry.Error ?? "no reason given"), now);
            case "scp" when invite.AccountMayExist && invite.MailsRequested > 0:
                return invite.Accept(at, now) ? [InviteAudit.OfAccepted(invite, now)] : null;
            case "fcp" when invite.MailsRequested > 0:
                return await MayTellOfTryAsync(db, invite, cancellationToken) ? [InviteAudit.OfLinkTried(invite, entry.Error is { } error ? Plain(error) : null, at, now)] : null;
            case "s" when entry.UserId is not null:
                return SignIn(invite, at, now);
            case "sdu" when entry.UserId is not null && invite.Status is InviteStatus.Sent or InviteStatus.Unconfirmed && invite.BlockedAt is null:
                // A removal we asked for finds the invitation closing, or its account noted as gone: this one was somebody else's.
                invite.AccountGone(now);
                return invite.Fail(now, InviteFailures.AccountDeleted(invite)) ? [InviteAudit.OfFailed(invite, now)] : null;
            default:
                return null;
        }
    }

    private static IReadOnlyList<AuditEntry>? SeeMail(Invite invite, DateTimeOffset at, DateTimeOffset now)
    {
        if (invite.Status == InviteStatus.Unconfirmed)
        {
            return invite.Send(at) ? [InviteAudit.OfMailFound(invite, now)] : null;
        }

        // Still with a worker, or waiting for just this: the worker's next look sees it.
        return invite.SeeMail(at) ? [] : null;
    }

    // Entries come in no strict order: whoever signs in to our account has set its password, whether that was told yet or not.
    private static IReadOnlyList<AuditEntry>? SignIn(Invite invite, DateTimeOffset at, DateTimeOffset now)
    {
        var accepted = invite.AccountMayExist && invite.MailsRequested > 0 && invite.Accept(at, now);
        if (!invite.SignIn(at))
        {
            return null;
        }

        var signedIn = InviteAudit.OfSignedIn(invite, now);
        return accepted ? [InviteAudit.OfAccepted(invite, now), signedIn] : [signedIn];
    }

    private IReadOnlyList<AuditEntry>? Refuse(Invite invite, string error, DateTimeOffset now) =>
        invite.NoteRefusal(error) ? [] : MailRefusal.Apply(invite, error, tenant, now);

    private static async Task<bool> MayTellOfTryAsync(PortalDb db, Invite invite, CancellationToken cancellationToken)
    {
        var subject = invite.Id.ToString();
        return await db.AuditEntries.CountAsync(told => told.Subject == subject && told.Action == InviteAudit.LinkTried, cancellationToken) < MostLinkTries;
    }

    // An entry about another mail to the same address, an earlier invitation's for one, is older than our request; one nearer to the mail before is that mail's.
    private bool BelongsToMail(Invite invite, TenantLogEntry entry)
    {
        var at = entry.Date - tenant.ClockOffset;
        return (invite.MailRequestedAt ?? invite.SentAt) is { } asked
            && at >= asked - MailEvidence.ClockTolerance
            && (invite.MailRequestedAt is null || invite.SentAt is not { } before || (at - asked).Duration() < (at - before).Duration());
    }

    // Once the request is over, a failure that comes long after it is another mail's: anybody may ask for a new password at any time.
    private bool MayEndMail(Invite invite, TenantLogEntry entry)
    {
        if (!BelongsToMail(invite, entry))
        {
            return false;
        }

        var isOpen = invite is { Status: InviteStatus.Queued, MailRequestedAt: not null };
        return isOpen || entry.Date - tenant.ClockOffset <= (invite.MailEndsBy ?? invite.MailRequestedAt ?? invite.SentAt) + FailuresLast;
    }

    // The longer of the two: a provider that is slow to refuse must not leave an invitation looking sent.
    private TimeSpan FailuresLast => options.Value.LogSettle > options.Value.ProviderSettle ? options.Value.LogSettle : options.Value.ProviderSettle;

    // No tolerance: an earlier invitation's mail is older than this one, and where the record lost nothing nobody asks.
    private bool IsSince(Invite invite, TenantLogEntry entry) => entry.Date >= invite.CreatedAt + tenant.ClockOffset;

    private static bool IsInviteMail(TenantLogEntry entry) =>
        entry.EmailType is null or "reset_email" or "change_password" or "password_reset" or "reset_email_by_code";

    private DateTimeOffset OurTime(DateTimeOffset auth0Time, DateTimeOffset now)
    {
        var ours = auth0Time - tenant.ClockOffset;
        return ours < now ? ours : now;
    }

    // Other people's words for our pages: one line, no address of a web page, not long.
    private static string Plain(string error)
    {
        var line = new string([.. error.Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Contains("://", StringComparison.Ordinal));
        var text = string.Join(' ', words);
        return text.Length <= 300 ? text : text[..300];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Tenant log {Type}: invitation {Invite} is {Status}")]
        public static partial void TakenIn(ILogger logger, string type, Guid invite, InviteStatus status);
    }
}
