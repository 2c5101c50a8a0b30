using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Finds what is due: to deliver, to expire, to finish, to wake because its scope is there.</summary>
internal sealed partial class InviteSweep(
    IDbContextFactory<PortalDb> contexts,
    InviteChanges changes,
    TimeProvider clock,
    ILogger<InviteSweep> logger)
{
    private const int Batch = 200;

    /// <summary>Invitations that have work to do now and are in nobody's hands: single ones before those that came with a great many, then what a worker left behind, then the oldest due first.</summary>
    /// <param name="except">Invitations this process is already at work on.</param>
    /// <param name="atMost">How many.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <param name="bulk">Only those that came with a great many, or only those that didn't; null for both.</param>
    public async Task<IReadOnlyList<long>> DueAsync(IReadOnlyCollection<long> except, int atMost, CancellationToken cancellationToken, bool? bulk = null)
    {
        if (atMost <= 0)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Invites
            .Where(invite => invite.NextAttemptAt <= now && (invite.ClaimedUntil == null || invite.ClaimedUntil <= now) && !except.Contains(invite.Number))
            .Where(invite => bulk == null || invite.IsBulk == bulk)
            // A claim that ran out: its worker died in the middle of it. Behind a bulk it would wait for the whole bulk.
            .OrderBy(invite => invite.IsBulk).ThenBy(invite => invite.ClaimedUntil == null).ThenBy(invite => invite.NextAttemptAt).ThenBy(invite => invite.Number)
            .Select(invite => invite.Number)
            .Take(atMost)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Turns lapsed invitations into expired ones; what people see is the same before and after.</summary>
    public async Task ExpireLapsedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var lapsed = await db.Invites
            .Where(invite => (invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed) && invite.ExpiresAt <= now)
            .OrderBy(invite => invite.ExpiresAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        var expired = lapsed.Where(invite => invite.Expire(now)).ToList();
        if (expired.Count == 0)
        {
            return;
        }

        db.AuditEntries.AddRange(expired.Select(invite => InviteAudit.OfExpired(invite, now)));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // One of them was resent, revoked or accepted at this moment; the next pass, seconds away, takes the others.
            return;
        }

        changes.Publish(expired.Select(invite => invite.Id));
        Log.Expired(logger, expired.Count);
    }

    /// <summary>Makes due what waits for one of these scopes.</summary>
    public async Task WakeForScopesAsync(IReadOnlyCollection<string> granted, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await db.Invites.Where(invite => invite.MissingScopes != null).ToListAsync(cancellationToken);
        foreach (var invite in waiting.Where(invite => invite.MissingScopes!.Split(' ').Intersect(granted, StringComparer.Ordinal).Any()))
        {
            invite.WakeUp(now);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody is at one of them right now; the others come up by their own next try, a minute or so away.
        }
    }

    /// <summary>Makes due what waits for Auth0 to answer.</summary>
    public async Task WakeForAnswersAsync(CancellationToken cancellationToken)
    {
        var (now, after, waiting) = (clock.GetUtcNow(), 0L, new List<Invite>());
        do
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            waiting = await db.Invites.Where(invite => invite.WaitReason == WaitReason.Silence && invite.NextAttemptAt > now && invite.Number > after).OrderBy(invite => invite.Number).Take(Batch).ToListAsync(cancellationToken);
            after = waiting.Count > 0 ? waiting[^1].Number : after;
            waiting.ForEach(invite => invite.WakeUp(now));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody is at one of these right now; the others of this batch come up by their own next try, minutes away at most.
            }
        }
        while (waiting.Count == Batch);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} invitations expired")]
        public static partial void Expired(ILogger logger, int count);
    }
}
