using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Setup;

/// <summary>Something of the tenant's look as it stood at some time; what an undo goes back to.</summary>
public sealed class SettingVersion
{
    private SettingVersion()
    {
    }

    /// <summary>Order of storing.</summary>
    public long Number { get; private set; }

    /// <summary>Which setting it is of: <see cref="SettingNames"/>.</summary>
    public string Setting { get; private set; } = "";

    /// <summary>When it was put there, or found.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The subject of the person who put it there; of the one who replaced it where it was found.</summary>
    public string ById { get; private set; } = "";

    /// <summary>That person's name.</summary>
    public string ByName { get; private set; } = "";

    /// <summary>How it came here.</summary>
    public VersionOrigin Origin { get; private set; }

    /// <summary>The whole setting as JSON; holds no secret.</summary>
    public string Content { get; private set; } = "{}";

    /// <summary>A version.</summary>
    public static SettingVersion Of(string setting, VersionOrigin origin, string content, string byId, string byName, DateTimeOffset at) =>
        new() { Setting = setting, Origin = origin, Content = content, ById = byId, ByName = byName, At = at };
}

/// <summary>How a version came into the history.</summary>
public enum VersionOrigin
{
    /// <summary>Somebody published it from here.</summary>
    Published,

    /// <summary>It stood in the tenant, put there by other means, and was kept before something else replaced it.</summary>
    Found,

    /// <summary>Somebody put an earlier version back.</summary>
    PutBack,
}

/// <summary>The settings that have a history.</summary>
public static class SettingNames
{
    /// <summary>The mail template.</summary>
    public const string Email = "email-template";

    /// <summary>Logo, colours and favicon.</summary>
    public const string Branding = "branding";
}

/// <summary>How a version lies in the database.</summary>
public sealed class SettingVersionConfiguration : IEntityTypeConfiguration<SettingVersion>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<SettingVersion> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("SettingVersions");
        builder.HasKey(version => version.Number);
        builder.Property(version => version.Number).ValueGeneratedOnAdd();
        builder.Property(version => version.Setting).HasMaxLength(32);
        builder.Property(version => version.Origin).HasConversion<string>().HasMaxLength(16);
        builder.Property(version => version.ById).HasMaxLength(255);
        builder.Property(version => version.ByName).HasMaxLength(300);
        builder.HasIndex(version => new { version.Setting, version.Number });
    }
}
