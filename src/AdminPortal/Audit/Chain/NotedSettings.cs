using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Audit;

/// <summary>The settings the portal was last started with; of a secret only a fingerprint.</summary>
public sealed class NotedSettings
{
    /// <summary>There is one row.</summary>
    public int Id { get; private set; } = 1;

    /// <summary>Names and values as a JSON object.</summary>
    public string Json { get; set; } = "{}";
}

/// <summary>How they lie in the database.</summary>
public sealed class NotedSettingsConfiguration : IEntityTypeConfiguration<NotedSettings>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<NotedSettings> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("NotedSettings");
        builder.HasKey(noted => noted.Id);
        builder.Property(noted => noted.Id).ValueGeneratedNever();
    }
}
