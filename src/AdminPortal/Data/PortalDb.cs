using AdminPortal.Audit;
using AdminPortal.Invites;
using AdminPortal.Setup;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AdminPortal.Data;

/// <summary>The portal's record. Contexts come from the pooled factory, one per step; writes take turns.</summary>
public sealed class PortalDb : DbContext
{
    /// <summary>A context; made by the factory.</summary>
    public PortalDb(DbContextOptions<PortalDb> options)
        : base(options)
    {
        // Even a single statement runs in BEGIN IMMEDIATE: a read that turns into a write later would fail at once with "database is locked".
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    /// <summary>Invitations.</summary>
    public DbSet<Invite> Invites => Set<Invite>();

    /// <summary>How far the tenant's log has been read.</summary>
    public DbSet<TenantLogCheckpoint> TenantLogCheckpoints => Set<TenantLogCheckpoint>();

    /// <summary>Entries of the tenant's log that were taken in.</summary>
    public DbSet<TenantLogSighting> TenantLogSightings => Set<TenantLogSighting>();

    /// <summary>Who changed what, when.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>What the tenant's mails and look were before.</summary>
    public DbSet<SettingVersion> SettingVersions => Set<SettingVersion>();

    /// <summary>What somebody is working on and has not published.</summary>
    public DbSet<SettingDraft> SettingDrafts => Set<SettingDraft>();

    /// <summary>Who is signed in where.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Keys that protect cookies and form tokens.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseVersions();
        using var turn = await this.GetService<WriterTurns>().EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        using var turn = this.GetService<WriterTurns>().Enter();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
    }

    // Here and not in each arrow, so that no change can forget it.
    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<Invite>().Where(entry => entry.State == EntityState.Modified))
        {
            var version = entry.Property(invite => invite.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }
    }
}
