using Microsoft.AspNetCore.Components;

namespace AdminPortal.Setup;

/// <summary>Leads between the four pages of Setup; each of them stands it under its heading.</summary>
public sealed partial class SetupParts
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0].TrimEnd('/');

    private string? Current(string address) => string.Equals(Path, address, StringComparison.OrdinalIgnoreCase) ? "page" : null;
}
