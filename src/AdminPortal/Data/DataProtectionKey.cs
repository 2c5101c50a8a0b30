using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Data;

/// <summary>One element of the key ring that protects cookies and form tokens.</summary>
public sealed class DataProtectionKey
{
    /// <summary>Order of storing.</summary>
    public long Number { get; init; }

    /// <summary>The key's name as the framework gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The key as the framework wrote it.</summary>
    public required string Xml { get; init; }
}

/// <summary>How the key ring lies in the database.</summary>
public sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("DataProtectionKeys");
        builder.HasKey(key => key.Number);
        builder.Property(key => key.Number).ValueGeneratedOnAdd();
    }
}
