using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Setup;

/// <summary>The versions of a setting.</summary>
public sealed partial class SettingTimeline
{
    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>The versions, newest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SettingVersion> Versions { get; set; } = [];

    /// <summary>Number of the version that the tenant has; null when it has none of them.</summary>
    [Parameter]
    public long? InForce { get; set; }

    /// <summary>What stands here while there is no version.</summary>
    [Parameter, EditorRequired]
    public string Never { get; set; } = "";

    /// <summary>What a version consists of, in a line; null where it doesn't fit into one.</summary>
    [Parameter]
    public Func<SettingVersion, string>? Tell { get; set; }

    /// <summary>Why none can be put back; null when they can.</summary>
    [Parameter]
    public string? WhyNotBack { get; set; }

    /// <summary>Somebody wants this version back.</summary>
    [Parameter]
    public EventCallback<SettingVersion> OnBack { get; set; }

    private static (string Icon, string Tone) Postmark(SettingVersion version) => version.Origin switch
    {
        VersionOrigin.Published => ("outside", "green"),
        VersionOrigin.Found => ("question", "amber"),
        VersionOrigin.PutBack => ("again", "blue"),
    };

    private static string Title(SettingVersion version) => version.Origin switch
    {
        VersionOrigin.Published => $"Published by {version.ByName}",
        VersionOrigin.Found => $"Found in Auth0 and kept when {version.ByName} replaced it",
        VersionOrigin.PutBack => $"Put back by {version.ByName}",
    };

    private Task BackAsync(SettingVersion version) => WhyNotBack is null ? OnBack.InvokeAsync(version) : Task.CompletedTask;
}
