using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace AdminPortal.Shell;

/// <summary>The rail with the places, and the page beside it.</summary>
public sealed partial class MainLayout
{
    [Inject]
    public required IOptions<ShellParts> Hung { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private ShellParts Parts => Hung.Value;

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    // With <base href="/"> a bare #main would lead to the front page.
    private string SkipTarget => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0] + "#main";
}
