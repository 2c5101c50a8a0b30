using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Audit;

/// <summary>One entry with all its fields.</summary>
public sealed class AuditEntryDetails(CurrentPerson person, IDbContextFactory<PortalDb> contexts, AuditRows rows)
{
    /// <summary>The entry with this number.</summary>
    public async Task<AuditEntryOutcome> HandleAsync(long number, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.SeeAudit, ChainAudit.Subject, cancellationToken) is null)
        {
            return new AuditEntryOutcome.NotAllowed();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Number == number, cancellationToken) is { } entry
            ? new AuditEntryOutcome.Found((await rows.OfAsync(db, [entry], cancellationToken))[0])
            : new AuditEntryOutcome.NotFound();
    }
}

/// <summary>One entry, or why there is none to show.</summary>
public abstract record AuditEntryOutcome
{
    private AuditEntryOutcome()
    {
    }

    /// <summary>The entry.</summary>
    public sealed record Found(AuditRow Row) : AuditEntryOutcome;

    /// <summary>No entry has this number.</summary>
    public sealed record NotFound : AuditEntryOutcome;

    /// <summary>Nobody is signed in, or the person may not see the audit.</summary>
    public sealed record NotAllowed : AuditEntryOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Found, T> found, Func<NotFound, T> notFound, Func<NotAllowed, T> notAllowed) => this switch
    {
        Found it => found(it),
        NotFound it => notFound(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
