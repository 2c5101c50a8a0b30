using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace AdminPortal.Shell;

/// <summary>Who is signed in, the theme switch and the way out.</summary>
public sealed partial class AccountMenu
{
    [Inject]
    public required IOptions<ShellParts> Hung { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    private ShellParts Parts => Hung.Value;

    private string Back => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
}
