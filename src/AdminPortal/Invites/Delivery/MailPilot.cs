using AdminPortal.Auth0;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>While the tenant's mail provider takes no mails, lets one invitation at a time try, and all the others go together once one got through.</summary>
internal sealed partial class MailPilot(
    TenantState tenant, IDbContextFactory<PortalDb> contexts, InviteChanges changes, WakeUp delivery, IOptions<InvitesOptions> options, TimeProvider clock, ILogger<MailPilot> logger)
{
    /// <summary>After this time one that waits would try by itself, were everything else to fail.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private const int Batch = 500;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private TimeSpan _pause = FirstPause;
    private DateTimeOffset _nextAt;
    private Guid? _pilot;
    private bool _knowsWhoWaits;

    /// <summary>Whether this invitation has to wait for the provider.</summary>
    public bool HoldsBack(Invite invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return tenant.MailTrouble is not null && invite.Id != _pilot;
    }

    /// <summary>One look: has the pilot got through, is another one due?</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (tenant.MailTrouble is null && _knowsWhoWaits)
        {
            (_pilot, _pause) = (null, FirstPause);
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (_pilot is { } flying)
        {
            await LandAsync(db, flying, now, cancellationToken);
            return;
        }

        var next = await Waiting(db).OrderBy(invite => invite.NextAttemptAt).ThenBy(invite => invite.Number).FirstOrDefaultAsync(cancellationToken);
        _knowsWhoWaits = true;
        if (next is null)
        {
            // Revoked or expired, all of them: the next invitation finds out how things stand.
            tenant.MailWorks();
            return;
        }

        // After a restart the rows are what is left of the trouble.
        tenant.MailFails(tenant.MailTrouble?.Error ?? next.MailRefusedAs ?? "The mail provider did not take an email.");
        _nextAt = _nextAt == default ? now + _pause : _nextAt;
        if (now >= _nextAt && next.TryProvider(now) && await SavedAsync(db, cancellationToken))
        {
            _pilot = next.Id;
            Log.Tries(logger, next.Id);
            changes.Publish(next.Id);
            delivery.Ring();
        }
    }

    private async Task LandAsync(PortalDb db, Guid flying, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var invite = await db.Invites.AsNoTracking().SingleOrDefaultAsync(each => each.Id == flying, cancellationToken);
        switch (invite)
        {
            case { Status: InviteStatus.Queued, WaitReason: WaitReason.Provider }:
                // Refused as before.
                _pilot = null;
                _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
                _nextAt = now + _pause;
                break;
            case { Status: InviteStatus.Queued }:
                // Still on its way, or waiting for something else.
                break;
            case { Status: InviteStatus.Sent, SentAt: { } sentAt } when now < sentAt + options.Value.ProviderSettle:
                // Auth0 took it; a refusal would show in the log by and by.
                break;
            case { Status: InviteStatus.Sent or InviteStatus.Accepted }:
                await SendAllAsync(db, now, cancellationToken);
                break;
            default:
                // Revoked, failed for a reason of its own: another one tries.
                (_pilot, _nextAt) = (null, now);
                break;
        }
    }

    private async Task SendAllAsync(PortalDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await Waiting(db).OrderBy(invite => invite.Number).Take(Batch).ToListAsync(cancellationToken);
        foreach (var invite in waiting)
        {
            invite.TryProvider(now);
        }

        // In batches, and the trouble is over only with the last one: a crash in between leaves rows that tell of it.
        if (!await SavedAsync(db, cancellationToken) || waiting.Count == Batch)
        {
            return;
        }

        Log.Works(logger, waiting.Count);
        (_pilot, _pause, _nextAt) = (null, FirstPause, default);
        tenant.MailWorks();
        changes.Publish(waiting.Select(invite => invite.Id));
        delivery.Ring();
    }

    private static IQueryable<Invite> Waiting(PortalDb db) => db.Invites.Where(invite => invite.NextAttemptAt != null && invite.WaitReason == WaitReason.Provider);

    private static async Task<bool> SavedAsync(PortalDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody revoked one of them at this moment; the next look takes the others.
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} tries whether the mail provider takes emails again")]
        public static partial void Tries(ILogger logger, Guid invite);

        [LoggerMessage(Level = LogLevel.Information, Message = "The mail provider takes emails again; {Count} invitations go out")]
        public static partial void Works(ILogger logger, int count);
    }
}
