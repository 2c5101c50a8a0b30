using AdminPortal.Auth0;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>
/// Reads accounts by their ids, on a budget. While the tenant's log can be relied on that is only a net: every open invitation once a day, and once after a gap in the log.
/// Otherwise it is how acceptances are noticed: the newest invitations every time, the others in turn.
/// </summary>
internal sealed partial class InviteWatch(
    ManagementClient auth0,
    TenantState tenant,
    TenantLogReader log,
    IDbContextFactory<PortalDb> contexts,
    InviteChanges changes,
    WakeUp delivery,
    IOptions<InvitesOptions> options,
    TimeProvider clock,
    ILogger<InviteWatch> logger)
{
    // Whoever has not signed in by then is no longer looked after.
    private static readonly TimeSpan FirstSignInWatched = TimeSpan.FromDays(30);

    private static readonly TimeSpan CheckEvery = TimeSpan.FromDays(1);

    private int? _budget;
    private DateTimeOffset _pausedUntil;
    private long _openTurn = long.MaxValue;
    private long _acceptedTurn = long.MaxValue;

    /// <summary>One round within the budget.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _pausedUntil)
        {
            return;
        }

        using var lane = CallLane.Background.Enter();
        var budget = Math.Min(_budget ?? options.Value.AccountReadsPerSweep, options.Value.AccountReadsPerSweep);
        var done = log.Progress is { CompleteSince: not null } progress && tenant.Log.Problem is null
            ? await CheckAllAsync(progress, budget, now, cancellationToken)
            : await LookAtAllAsync(await ChooseAsync(budget, now, cancellationToken), cancellationToken) is null;

        // Auth0 is busy, silent or says no to everybody: reading is the first thing to make room.
        _budget = done ? budget + 1 : Math.Max(1, budget / 2);
    }

    // From the newest down, as far as the budget goes each time; where it stands is saved, so that a restart goes on there.
    private async Task<bool> CheckAllAsync(TenantLogProgress progress, int budget, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var below = progress.CheckBelow ?? (now - progress.CheckedAt < CheckEvery ? null : long.MaxValue);
        if (below is null)
        {
            return true;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var next = await db.Invites.AsNoTracking()
            .Where(invite => invite.Number < below
                && (((invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed) && invite.ExpiresAt > now)
                    || (invite.Status == InviteStatus.Accepted && invite.FirstSignInAt == null && invite.NextAttemptAt == null && invite.AcceptedAt > now - FirstSignInWatched)))
            .OrderByDescending(invite => invite.Number)
            .Take(budget)
            .ToListAsync(cancellationToken);
        var stoppedAt = await LookAtAllAsync(next, cancellationToken);
        await log.CheckedDownToAsync(stoppedAt is { } number ? number + 1 : next.Count < budget ? null : next[^1].Number, cancellationToken);
        return stoppedAt is null;
    }

    // Null when all were looked at; otherwise the number of the one that could not be.
    private async Task<long?> LookAtAllAsync(IReadOnlyList<Invite> invites, CancellationToken cancellationToken)
    {
        foreach (var invite in invites)
        {
            if (!await LookAtAsync(invite, cancellationToken))
            {
                return invite.Number;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<Invite>> ChooseAsync(int budget, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var open = db.Invites.AsNoTracking().Where(invite => (invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed) && invite.ExpiresAt > now);
        var accepted = db.Invites.AsNoTracking().Where(invite => invite.Status == InviteStatus.Accepted && invite.FirstSignInAt == null && invite.NextAttemptAt == null && invite.AcceptedAt > now - FirstSignInWatched);

        var newest = await open.OrderByDescending(invite => invite.SentAt).ThenByDescending(invite => invite.Number).Take((budget + 1) / 2).ToListAsync(cancellationToken);
        var chosen = newest.Select(invite => invite.Number).ToHashSet();
        var inTurn = await NextAsync(open.Where(invite => !chosen.Contains(invite.Number)), _openTurn, budget - newest.Count, cancellationToken);
        _openTurn = inTurn.Count > 0 ? inTurn[^1].Number : long.MaxValue;
        var signIns = await NextAsync(accepted, _acceptedTurn, Math.Max(1, (budget - newest.Count - inTurn.Count) / 2), cancellationToken);
        _acceptedTurn = signIns.Count > 0 ? signIns[^1].Number : long.MaxValue;
        return [.. newest, .. inTurn, .. signIns];
    }

    // Downwards from where the last round ended, and from the top again when the end is reached.
    private static async Task<List<Invite>> NextAsync(IQueryable<Invite> invites, long below, int atMost, CancellationToken cancellationToken)
    {
        if (atMost <= 0)
        {
            return [];
        }

        var falling = invites.OrderByDescending(invite => invite.Number);
        var next = await falling.Where(invite => invite.Number < below).Take(atMost).ToListAsync(cancellationToken);
        return next.Count > 0 || below == long.MaxValue ? next : await falling.Take(atMost).ToListAsync(cancellationToken);
    }

    private async Task<bool> LookAtAsync(Invite invite, CancellationToken cancellationToken)
    {
        var read = await auth0.GetUserAsync(InviteAccount.UserId(invite), cancellationToken);
        switch (read)
        {
            case Auth0Result<Auth0User>.Ok { Value: var account } when invite.Status == InviteStatus.Accepted:
                if (account.LastLogin is not null || account.LoginsCount > 0)
                {
                    await NoteAsync(invite, (row, now) => row.SignIn(account.LastLogin ?? now) ? InviteAudit.OfSignedIn(row, now) : null, cancellationToken);
                }

                return true;
            case Auth0Result<Auth0User>.Ok { Value: var account }:
                if (InviteAccount.IsUsed(invite, account))
                {
                    await NoteAsync(invite, (row, now) => row.Accept(account.LastPasswordReset ?? now, now) ? InviteAudit.OfAccepted(row, now) : null, cancellationToken);
                    delivery.Ring();
                }

                return true;
            case Auth0Result<Auth0User>.NotFound when invite.Status == InviteStatus.Accepted:
                return true;
            case Auth0Result<Auth0User>.NotFound:
                await NoteAsync(
                    invite,
                    (row, now) =>
                    {
                        row.AccountGone(now);
                        return row.Fail(now, InviteFailures.AccountDeleted(row)) ? InviteAudit.OfFailed(row, now) : null;
                    },
                    cancellationToken);
                return true;
            case Auth0Result<Auth0User>.Busy { RetryAt: var retryAt }:
                _pausedUntil = retryAt;
                return false;
            case Auth0Result<Auth0User>.Denied:
                return false;
            default:
                // One account that Auth0 fails over must not hide the others; silence stops the round.
                return tenant.Answers;
        }
    }

    private async Task NoteAsync(Invite seen, Func<Invite, DateTimeOffset, Audit.AuditEntry?> note, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Invites.SingleAsync(invite => invite.Number == seen.Number, cancellationToken);
        var now = clock.GetUtcNow();
        if (row.Version != seen.Version || note(row, now) is not { } entry)
        {
            // Something happened to it since we chose it; what we read may be about another account by now. The next round looks again.
            return;
        }

        db.AuditEntries.Add(entry);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return;
        }

        changes.Publish(row.Id);
        Log.Noticed(logger, row.Id, row.Status);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} seen as {Status} by its account")]
        public static partial void Noticed(ILogger logger, Guid invite, InviteStatus status);
    }
}
