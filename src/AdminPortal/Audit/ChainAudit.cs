namespace AdminPortal.Audit;

/// <summary>What the audit says about itself.</summary>
internal static class ChainAudit
{
    /// <summary>The chain begins here; seals a digest of everything that stood before.</summary>
    public const string Begun = "audit.begun";

    /// <summary>Entries older than the retention were removed, after a signed checkpoint.</summary>
    public const string Trimmed = "audit.trimmed";

    /// <summary>Somebody took entries away as a file.</summary>
    public const string Exported = "audit.exported";

    /// <summary>The portal was started with other settings than before.</summary>
    public const string SettingsChanged = "settings.changed";

    /// <summary>What these entries are about.</summary>
    public const string Subject = "audit";
}
