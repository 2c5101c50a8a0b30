using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Setup;

/// <summary>Keeps what a setting was, who made it so and when: the last fifty versions of each.</summary>
public sealed class SettingHistory(IDbContextFactory<PortalDb> contexts, TimeProvider clock)
{
    /// <summary>How many versions of a setting are kept.</summary>
    public const int Kept = 50;

    /// <summary>The versions, newest first.</summary>
    public async Task<IReadOnlyList<SettingVersion>> ReadAsync(string setting, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SettingVersions.AsNoTracking().Where(version => version.Setting == setting).OrderByDescending(version => version.Number).Take(Kept).ToListAsync(cancellationToken);
    }

    /// <summary>One version; null when it is none of this setting's, or was let go.</summary>
    public async Task<SettingVersion?> FindAsync(string setting, long number, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SettingVersions.AsNoTracking().SingleOrDefaultAsync(version => version.Setting == setting && version.Number == number, cancellationToken);
    }

    /// <summary>
    /// Before the tenant is asked: that somebody is about to change it, and what stands there now unless that is known already.
    /// A crash between this and the call loses nothing; the audit then tells of an attempt.
    /// </summary>
    public async Task BeforeAsync(string setting, string action, string? standsThere, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await db.SettingVersions.Where(version => version.Setting == setting).OrderByDescending(version => version.Number).Select(version => version.Content).FirstOrDefaultAsync(cancellationToken);
        if (standsThere is not null && standsThere != newest)
        {
            db.SettingVersions.Add(SettingVersion.Of(setting, VersionOrigin.Found, standsThere, by.Subject, by.Name, now));
        }

        db.AuditEntries.Add(AuditEntry.Of(now, by.AsActor(), action, setting));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>After the tenant has taken it.</summary>
    public async Task AfterAsync(string setting, string action, VersionOrigin origin, string content, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.SettingVersions.Add(SettingVersion.Of(setting, origin, content, by.Subject, by.Name, now));
        db.AuditEntries.Add(AuditEntry.Of(now, by.AsActor(), action, setting));
        var superfluous = await db.SettingVersions.Where(version => version.Setting == setting).OrderByDescending(version => version.Number).Skip(Kept - 1).ToListAsync(cancellationToken);
        db.SettingVersions.RemoveRange(superfluous);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>After the tenant has refused it, or nobody knows.</summary>
    public async Task InVainAsync(string setting, string action, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.AuditEntries.Add(AuditEntry.Of(clock.GetUtcNow(), by.AsActor(), action, setting));
        await db.SaveChangesAsync(cancellationToken);
    }
}
