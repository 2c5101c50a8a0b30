using AdminPortal.Audit;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Hands invitations to one worker at a time, by lease.</summary>
public sealed class InviteClaims(IDbContextFactory<PortalDb> contexts, InviteChanges changes, WakeUp delivery, IOptions<InvitesOptions> options, TimeProvider clock)
{
    /// <summary>Takes the invitation if it is due and free; null when it isn't.</summary>
    public async Task<InviteClaim?> TakeAsync(long number, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Invites.SingleOrDefaultAsync(invite => invite.Number == number, cancellationToken) is not { } invite
            || !invite.Claim(clock.GetUtcNow(), options.Value.Lease))
        {
            return null;
        }

        try
        {
            // A crash after this line: the lease runs out and another worker takes over where the row says.
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }

        return new InviteClaim(invite, contexts, changes, delivery, options.Value.Lease, clock);
    }
}

/// <summary>One invitation in the hands of one worker. Each step reads the row anew, so that what people did meanwhile is seen, and saves it with its audit row.</summary>
public sealed class InviteClaim
{
    private const int Rounds = 5;

    private readonly IDbContextFactory<PortalDb> _contexts;
    private readonly InviteChanges _changes;
    private readonly WakeUp _delivery;
    private readonly TimeSpan _lease;
    private readonly TimeProvider _clock;
    private readonly long _number;
    private bool _held = true;

    internal InviteClaim(Invite invite, IDbContextFactory<PortalDb> contexts, InviteChanges changes, WakeUp delivery, TimeSpan lease, TimeProvider clock)
    {
        Invite = invite;
        _contexts = contexts;
        _changes = changes;
        _delivery = delivery;
        _lease = lease;
        _clock = clock;
        _number = invite.ClaimNumber;
    }

    /// <summary>The invitation as this worker last saw it.</summary>
    public Invite Invite { get; private set; }

    /// <summary>The time of this moment.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Whether the lease, as last saved, lasts so much longer.</summary>
    public bool IsHeldFor(TimeSpan time) => _held && Invite.ClaimedUntil > Now + time;

    /// <summary>One step on the way; false when the invitation has moved on or the lease is lost, and nothing was saved.</summary>
    public Task<bool> StepAsync(Func<Invite, DateTimeOffset, bool> arrow, CancellationToken cancellationToken) => SaveAsync(arrow, null, last: false, cancellationToken);

    /// <summary>One step on the way that leaves an audit row.</summary>
    public Task<bool> StepAsync(Func<Invite, DateTimeOffset, bool> arrow, Func<Invite, DateTimeOffset, AuditEntry?> audit, CancellationToken cancellationToken) => SaveAsync(arrow, audit, last: false, cancellationToken);

    /// <summary>The last step: the claim is given back in the same save.</summary>
    public Task<bool> FinishAsync(Func<Invite, DateTimeOffset, bool> arrow, Func<Invite, DateTimeOffset, AuditEntry?>? audit, CancellationToken cancellationToken) => SaveAsync(arrow, audit, last: true, cancellationToken);

    /// <summary>The last step, when one change has several things to tell; null says that nothing changed.</summary>
    public Task<bool> FinishAsync(Func<Invite, DateTimeOffset, IReadOnlyList<AuditEntry>?> change, CancellationToken cancellationToken) => SaveAsync(change, last: true, cancellationToken);

    /// <summary>Leaves it until later; the audit notes it only when it waits for something new.</summary>
    internal Task<bool> WaitAsync(Obstacle.Later until, CancellationToken cancellationToken) => WaitAsync(until, last: true, cancellationToken);

    /// <summary>The same as a step on the way, for a worker that has something else to do on it.</summary>
    internal Task<bool> WaitOnAsync(Obstacle.Later until, CancellationToken cancellationToken) => WaitAsync(until, last: false, cancellationToken);

    private Task<bool> WaitAsync(Obstacle.Later until, bool last, CancellationToken cancellationToken)
    {
        var (status, before) = (Invite.Status, Invite.WaitReason);
        return SaveAsync(
            // Only while it is what this worker saw: a revocation or another mail asked for meanwhile is due at once and must not wait for our call's sake.
            (invite, _) => invite.Status == status && invite.Wait(until.Until, until.Reason, until.Sentence, until.MissingScopes),
            (invite, now) => invite.WaitReason == before ? null : InviteAudit.OfWaits(invite, now),
            last,
            cancellationToken);
    }

    /// <summary>Gives the claim back, if it is still held, and rings when the row has work left.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (_held)
        {
            await SaveAsync((_, _) => true, null, last: true, cancellationToken);
        }

        if (Invite.NextAttemptAt <= Now)
        {
            _delivery.Ring();
        }
    }

    private Task<bool> SaveAsync(Func<Invite, DateTimeOffset, bool> arrow, Func<Invite, DateTimeOffset, AuditEntry?>? audit, bool last, CancellationToken cancellationToken) => SaveAsync(
        (invite, now) => !arrow(invite, now) ? null : audit?.Invoke(invite, now) is { } entry ? [entry] : [],
        last,
        cancellationToken);

    private async Task<bool> SaveAsync(Func<Invite, DateTimeOffset, IReadOnlyList<AuditEntry>?> change, bool last, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
            var invite = await db.Invites.SingleAsync(each => each.Number == Invite.Number, cancellationToken);
            if (!_held || invite.ClaimNumber != _number)
            {
                // The lease ran out and somebody else has taken over: what this worker still knows is old.
                _held = false;
                return false;
            }

            var now = Now;
            if (change(invite, now) is not { } story)
            {
                Invite = invite;
                return false;
            }

            if (last)
            {
                invite.Release();
            }
            else
            {
                invite.Hold(now, _lease);
            }

            db.AuditEntries.AddRange(story);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (round < Rounds)
            {
                continue;
            }

            Invite = invite;
            _held = !last;
            _changes.Publish(invite.Id);
            return true;
        }
    }
}
