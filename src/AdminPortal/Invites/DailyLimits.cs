using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>How many more invitations a person and the company may record in any 24 hours. Mails to people already invited don't count.</summary>
public sealed class DailyLimits(IOptions<InvitesOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>The stretch of time that is counted.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>
    /// Counting and recording are one step, one at a time in this process: two clicks that counted at the same moment would both see the
    /// last free place and both take it, and no index of the database could refuse the second.
    /// </summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> countAndRecord, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(countAndRecord);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await countAndRecord();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What is left at this moment.</summary>
    public async Task<DailyRoom> ReadAsync(PortalDb db, string inviterId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var since = clock.GetUtcNow() - Day;
        var company = db.Invites.AsNoTracking().Where(invite => invite.CreatedAt > since && !invite.IsTest);
        var person = company.Where(invite => invite.InvitedById == inviterId);
        return new DailyRoom(
            await ReadAsync(person, options.Value.DailyPerInviter, cancellationToken),
            await ReadAsync(company, options.Value.DailyPerCompany, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<Allowance> ReadAsync(IQueryable<Invite> recorded, int limit, CancellationToken cancellationToken)
    {
        var used = await recorded.CountAsync(cancellationToken);

        // More than the limit may be on record after it was lowered; then so many must grow old first.
        var oldest = await recorded.OrderBy(invite => invite.CreatedAt).Skip(Math.Max(0, used - limit)).Select(invite => (DateTimeOffset?)invite.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        return new Allowance(limit, Math.Max(0, limit - used), (oldest ?? clock.GetUtcNow()) + Day);
    }
}

/// <summary>What is left of the invitations of 24 hours.</summary>
/// <param name="Person">For the one who invites.</param>
/// <param name="Company">For everybody together.</param>
public sealed record DailyRoom(Allowance Person, Allowance Company)
{
    /// <summary>How many may be recorded now.</summary>
    public int Left => Tighter.Left;

    /// <summary>The one that ends first.</summary>
    public Allowance Tighter => Company.Left < Person.Left ? Company : Person;

    /// <summary>Whose invitations the tighter one counts, as in "your 200 invitations".</summary>
    public string Whose => Company.Left < Person.Left ? "the company's" : "your";
}

/// <summary>A limit and what is left of it.</summary>
/// <param name="Limit">How many in any 24 hours.</param>
/// <param name="Left">How many now.</param>
/// <param name="FreeAt">When, once it is used up, the next place is free.</param>
public sealed record Allowance(int Limit, int Left, DateTimeOffset FreeAt);
