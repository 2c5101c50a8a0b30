using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Audit;

/// <summary>Says, signed, up to where entries were removed for their age and where the chain goes on.</summary>
public sealed class AuditCheckpoint
{
    private AuditCheckpoint()
    {
    }

    /// <summary>The last entry that was removed.</summary>
    public long Number { get; private set; }

    /// <summary>Its seal, from which the next entry goes on.</summary>
    public string Seal { get; private set; } = "";

    /// <summary>When it was removed.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Made with the key of the chain.</summary>
    public string Signature { get; private set; } = "";

    internal static AuditCheckpoint Read(long number, string seal, long ticks, string signature) =>
        new() { Number = number, Seal = seal, At = new DateTimeOffset(ticks, TimeSpan.Zero), Signature = signature };

    internal static AuditCheckpoint Sign(AuditKey key, long number, string seal, DateTimeOffset at)
    {
        var checkpoint = new AuditCheckpoint { Number = number, Seal = seal, At = at };
        checkpoint.Signature = key.SignatureOf(checkpoint);
        return checkpoint;
    }
}

/// <summary>How checkpoints lie in the database.</summary>
public sealed class AuditCheckpointConfiguration : IEntityTypeConfiguration<AuditCheckpoint>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<AuditCheckpoint> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("AuditCheckpoints");
        builder.HasKey(checkpoint => checkpoint.Number);
        builder.Property(checkpoint => checkpoint.Number).ValueGeneratedNever();
        builder.Property(checkpoint => checkpoint.Seal).HasMaxLength(64);
        builder.Property(checkpoint => checkpoint.Signature).HasMaxLength(64);
    }
}
