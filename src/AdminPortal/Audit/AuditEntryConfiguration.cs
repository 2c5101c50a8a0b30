using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Audit;

/// <summary>How the audit lies in the database.</summary>
public sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("AuditEntries");
        builder.HasKey(entry => entry.Number);
        builder.Property(entry => entry.Number).ValueGeneratedOnAdd();
        builder.Property(entry => entry.ActorId).HasMaxLength(255);
        builder.Property(entry => entry.From).HasMaxLength(64).HasDefaultValue("");
        builder.Property(entry => entry.Outcome).HasConversion<string>().HasMaxLength(16).HasDefaultValue(AuditOutcome.Allowed).HasSentinel((AuditOutcome)(-1));
        builder.Property(entry => entry.Action).HasMaxLength(64);
        builder.Property(entry => entry.Subject).HasMaxLength(64);
        builder.Property(entry => entry.Seal).HasMaxLength(64).HasDefaultValue("");
        builder.HasIndex(entry => new { entry.Subject, entry.Number });
        builder.HasIndex(entry => new { entry.ActorId, entry.Number });
        builder.HasIndex(entry => new { entry.Action, entry.Number });
        builder.HasIndex(entry => entry.At);
        builder.HasIndex(entry => entry.Number, "IX_AuditEntries_Refused").HasFilter("\"Outcome\" = 'Refused'");
    }
}
