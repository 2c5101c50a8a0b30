using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Invites;

/// <summary>How far the tenant's log has been read; one row, saved together with what the entries up to there changed.</summary>
public sealed class TenantLogCheckpoint
{
    /// <summary>The one row.</summary>
    public const int OnlyRow = 1;

    /// <summary>Always <see cref="OnlyRow"/>.</summary>
    public int Id { get; init; } = OnlyRow;

    /// <summary>Id of the last entry read; reading goes on after it. Empty before the first.</summary>
    public string LogId { get; set; } = "";

    /// <summary>The youngest date of any entry read, on Auth0's clock: the log has moved up to there.</summary>
    public DateTimeOffset? NewestAt { get; set; }

    /// <summary>From when on, on Auth0's clock, no entry was missed; begins anew whenever reading starts at the newest entry.</summary>
    public DateTimeOffset? CompleteSince { get; set; }

    /// <summary>When reading last reached the end of the log.</summary>
    public DateTimeOffset? CaughtUpAt { get; set; }

    /// <summary>Number of the next invitation whose account is to be checked by its id, downwards; null when no such check is under way.</summary>
    public long? CheckBelow { get; set; }

    /// <summary>When every open invitation was last checked by the id of its account.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>Concurrency token: two readers never both move it on.</summary>
    public long Version { get; set; }
}

/// <summary>An entry of the tenant's log that told something about an invitation: a second look at it must change nothing. Nothing else of the entry is kept.</summary>
public sealed class TenantLogSighting
{
    /// <summary>Auth0's id of the entry.</summary>
    public required string LogId { get; init; }

    /// <summary>When it was taken in.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}

/// <summary>How both lie in the database.</summary>
public sealed class TenantLogConfiguration : IEntityTypeConfiguration<TenantLogCheckpoint>, IEntityTypeConfiguration<TenantLogSighting>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<TenantLogCheckpoint> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("TenantLogCheckpoints");
        builder.Property(checkpoint => checkpoint.Id).ValueGeneratedNever();
        builder.Property(checkpoint => checkpoint.LogId).HasMaxLength(200);
        builder.Property(checkpoint => checkpoint.Version).IsConcurrencyToken();
    }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<TenantLogSighting> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("TenantLogSightings");
        builder.HasKey(sighting => sighting.LogId);
        builder.Property(sighting => sighting.LogId).HasMaxLength(200);
        builder.HasIndex(sighting => sighting.SeenAt);
    }
}
