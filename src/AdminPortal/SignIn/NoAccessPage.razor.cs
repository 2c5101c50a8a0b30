using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.SignIn;

/// <summary>Which roles give access and whom to ask.</summary>
public sealed partial class NoAccessPage
{
    private const int MostNames = 3;

    [Inject]
    public required CurrentPerson Current { get; init; }

    [Inject]
    public required PortalRoleMembers Members { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    private Person? Person { get; set; }

    private bool HasAccess => Person?.HasAccess == true;

    private IReadOnlyList<PortalRole> NotKnown => [.. RightsMatrix.Roles.Where(role => !Members.IsKnown(role))];

    // Only admins can give a role to others; by an answer that is too old they are still the best to ask.
    private string Names => Enumerate([.. Members.Members(PortalRole.Admin).Select(member => member.Name.Length > 0 ? member.Name : member.Email).Where(name => name.Length > 0).Take(MostNames)]);

    private IReadOnlyList<(string Name, string Value)> Lines =>
    [
        ("user", Person?.Subject ?? ""),
        ("roles", Person?.RoleName is { Length: > 0 } role ? role : "none that the portal knows"),
        ("time", Clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
    ];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Person = await Current.FindAsync(CancellationToken.None);
        if (Context is not null && !HasAccess)
        {
            Context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private string Problem(PortalRole role) => Members.Problem(role) ?? "it was too long ago that Auth0 said.";

    private static string Gives(PortalRole role) => role switch
    {
        PortalRole.Admin => "everything.",
        PortalRole.TeamLead => "the invitations of the teams you lead.",
        PortalRole.Support => "looking up what became of an invitation.",
    };

    private static string Account(Person person) => person.Email.Length > 0 ? person.Email : person.Name;

    private static string Enumerate(string[] names) => names.Length switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names[..^1])} or {names[^1]}",
    };
}
