using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Setup;

/// <summary>What somebody is working on and has not published; survives a lost connection, a closed tab and a refusal.</summary>
public sealed class SettingDraft
{
    private SettingDraft()
    {
    }

    /// <summary>Stands in the preview's address; random, so that it can't be guessed.</summary>
    public Guid Id { get; private set; }

    /// <summary>Which setting it is for: <see cref="SettingNames"/>.</summary>
    public string Setting { get; private set; } = "";

    /// <summary>The subject of the one person who works on it and may see it.</summary>
    public string OwnerId { get; private set; } = "";

    /// <summary>The work as JSON.</summary>
    public string Content { get; private set; } = "{}";

    /// <summary>The last state of it that could be shown; the same as <see cref="Content"/> unless that has a mistake.</summary>
    public string Shown { get; private set; } = "{}";

    /// <summary>What the tenant had when the work began, as its fingerprint; null when it had nothing.</summary>
    public string? BasedOn { get; private set; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Begins a draft.</summary>
    public static SettingDraft Begin(Guid id, string setting, string ownerId) => new() { Id = id, Setting = setting, OwnerId = ownerId };

    /// <summary>Starts over from what the tenant has.</summary>
    public void StartFrom(string content, string? basedOn, DateTimeOffset now)
    {
        Content = content;
        Shown = content;
        BasedOn = basedOn;
        SavedAt = now;
    }

    /// <summary>Takes over the work.</summary>
    public void Save(string content, bool canBeShown, DateTimeOffset now)
    {
        Content = content;
        Shown = canBeShown ? content : Shown;
        SavedAt = now;
    }

    /// <summary>The person has seen what the tenant has now and goes on from there.</summary>
    public void GoOnFrom(string? basedOn) => BasedOn = basedOn;
}

/// <summary>How a draft lies in the database.</summary>
public sealed class SettingDraftConfiguration : IEntityTypeConfiguration<SettingDraft>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<SettingDraft> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("SettingDrafts");
        builder.HasKey(draft => draft.Id);
        builder.Property(draft => draft.Id).ValueGeneratedNever();
        builder.Property(draft => draft.Setting).HasMaxLength(32);
        builder.Property(draft => draft.OwnerId).HasMaxLength(255);
        builder.Property(draft => draft.BasedOn).HasMaxLength(64);
        builder.HasIndex(draft => new { draft.Setting, draft.OwnerId }).IsUnique();
    }
}
