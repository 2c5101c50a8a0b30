using AdminPortal.Audit;
using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.Setup;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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

    /// <summary>What leads have asked to be invited.</summary>
    public DbSet<InviteRequest> InviteRequests => Set<InviteRequest>();

    /// <summary>The parts of the company people are invited into.</summary>
    public DbSet<Team> Teams => Set<Team>();

    /// <summary>Who leads which team.</summary>
    public DbSet<TeamLead> TeamLeads => Set<TeamLead>();

    /// <summary>How far the tenant's log has been read.</summary>
    public DbSet<TenantLogCheckpoint> TenantLogCheckpoints => Set<TenantLogCheckpoint>();

    /// <summary>Entries of the tenant's log that were taken in.</summary>
    public DbSet<TenantLogSighting> TenantLogSightings => Set<TenantLogSighting>();

    /// <summary>Who changed what, when.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Up to where the audit was removed for its age.</summary>
    public DbSet<AuditCheckpoint> AuditCheckpoints => Set<AuditCheckpoint>();

    /// <summary>The settings the portal was last started with.</summary>
    public DbSet<NotedSettings> NotedSettings => Set<NotedSettings>();

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
        var written = EntriesToSeal();
        if (written.Count > 0)
        {
            return await SaveSealedAsync(() => Seals.Seal(this, written), acceptAllChangesOnSuccess, cancellationToken);
        }

        using var turn = await Turns.EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (EntriesToSeal().Count > 0)
        {
            throw new InvalidOperationException("The audit is written by SaveChangesAsync.");
        }

        RaiseVersions();
        using var turn = Turns.Enter();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>Lets go of the audit up to a checkpoint, in one transaction with the checkpoint and the entries that tell of it.</summary>
    internal Task RemoveAuditAsync(AuditCheckpoint upTo, IEnumerable<AuditEntry> told, CancellationToken cancellationToken)
    {
        AuditCheckpoints.Add(upTo);
        AuditEntries.AddRange(told);
        var written = EntriesToSeal();
        return SaveSealedAsync(
            () => Seals.Seal(this, written),
            acceptAllChangesOnSuccess: true,
            cancellationToken,
            () => Database.ExecuteSqlAsync($"""DELETE FROM "AuditEntries" WHERE "Number" <= {upTo.Number}""", cancellationToken));
    }

    /// <summary>Lets the chain of the audit begin anew.</summary>
    internal Task BeginAuditAnewAsync(CancellationToken cancellationToken) => SaveSealedAsync(() => Seals.BeginAnew(this), acceptAllChangesOnSuccess: true, cancellationToken);

    // Under the writer's lock from the first statement on (BEGIN IMMEDIATE): what number and seal come next, no other process can change any more.
    private async Task<int> SaveSealedAsync(Func<ChainHead?> seal, bool acceptAllChangesOnSuccess, CancellationToken cancellationToken, Func<Task>? also = null)
    {
        var (saved, head) = (0, (ChainHead?)null);
        using (await Turns.EnterAsync(cancellationToken))
        {
            await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
            head = seal();

            // What is not committed is not saved: until then nothing counts as accepted.
            saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
            if (also is not null)
            {
                await also();
            }

            await transaction.CommitAsync(cancellationToken);
        }

        if (acceptAllChangesOnSuccess)
        {
            ChangeTracker.AcceptAllChanges();
        }

        Seals.Committed(head);
        return saved;
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

    private WriterTurns Turns => this.GetService<WriterTurns>();

    private AuditChain Seals => this.GetService<AuditChain>();

    private List<EntityEntry<AuditEntry>> EntriesToSeal()
    {
        var touched = ChangeTracker.Entries<AuditEntry>().Where(entry => entry.State is not EntityState.Unchanged).ToList();
        return touched.TrueForAll(entry => entry.State is EntityState.Added)
            ? touched
            : throw new InvalidOperationException("The audit is append-only: an entry is neither changed nor removed.");
    }

    // Here and not in each arrow, so that no change can forget it.
    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<Invite>().Where(entry => entry.State == EntityState.Modified))
        {
            var version = entry.Property(invite => invite.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }

        foreach (var entry in ChangeTracker.Entries<Team>().Where(entry => entry.State == EntityState.Modified))
        {
            var version = entry.Property(team => team.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }

        foreach (var entry in ChangeTracker.Entries<InviteRequest>().Where(entry => entry.State == EntityState.Modified))
        {
            var version = entry.Property(request => request.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }
    }
}
