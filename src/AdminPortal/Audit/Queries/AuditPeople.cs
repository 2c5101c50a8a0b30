using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Audit;

/// <summary>Who stands in the audit as having done something.</summary>
public sealed class AuditPeople
{
    /// <summary>Everybody with the name they last had, by name; the portal itself first. Jumps from one account to the next through the index and reads no entry twice.</summary>
    public async Task<IReadOnlyList<AuditPerson>> ReadAsync(PortalDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var found = await db.Database.SqlQuery<AuditPerson>($"""
            WITH RECURSIVE actor(id) AS (
                SELECT min("ActorId") FROM "AuditEntries"
                UNION ALL
                SELECT (SELECT min("ActorId") FROM "AuditEntries" WHERE "ActorId" > actor.id) FROM actor WHERE actor.id IS NOT NULL)
            SELECT actor.id AS "Id",
                (SELECT "ActorName" FROM "AuditEntries" WHERE "ActorId" = actor.id ORDER BY "Number" DESC LIMIT 1) AS "Name"
            FROM actor WHERE actor.id IS NOT NULL
            """).ToListAsync(cancellationToken);
        return [.. found
            .Select(person => person.Id == AuditEntry.System ? person with { Name = AuditWords.Portal } : person.Name.Length > 0 ? person : person with { Name = person.Id })
            .OrderBy(person => person.Id != AuditEntry.System)
            .ThenBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}

/// <summary>Somebody who stands in the audit.</summary>
/// <param name="Id">Their account, or <see cref="AuditEntry.System"/>.</param>
/// <param name="Name">How they are called.</param>
public sealed record AuditPerson(string Id, string Name);
