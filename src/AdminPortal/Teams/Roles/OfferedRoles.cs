using AdminPortal.Auth0;
using AdminPortal.SignIn;
using Microsoft.Extensions.Options;

namespace AdminPortal.Teams;

/// <summary>Which of the tenant's roles may be given at all, and which of them are administrative, from settings and the snapshot of the tenant; answers at once.</summary>
public sealed class OfferedRoles(TenantState tenant, IOptions<RolesOptions> roles, IOptions<SignInOptions> signIn)
{
    /// <summary>The offer of this moment.</summary>
    public RoleOffer Read()
    {
        var facts = tenant.Facts;
        return new RoleOffer
        {
            Roles = [.. facts.Roles
                .Where(IsOffered)
                .OrderBy(PlaceInOffer)
                .ThenBy(role => IsAdministrative(role.Name))
                .ThenBy(role => role.Name, StringComparer.OrdinalIgnoreCase)
                .Select(role => new RoleChoice(role.Id, role.Name, role.Description, IsAdministrative(role.Name)))],
            ReadAt = facts.RolesReadAt,
            NotInTenant = facts.RolesReadAt is null ? [] : [.. roles.Value.Offered.Where(name => !facts.Roles.Any(role => Same(role.Name, name)))],
        };
    }

    /// <summary>Whether a role of this name is administrative: a setting says so, or it is one of the portal's own.</summary>
    public bool IsAdministrative(string name) =>
        RightsMatrix.Roles.Any(portalRole => Same(name, signIn.Value.NameOf(portalRole))) || roles.Value.Administrative.Any(administrative => Same(name, administrative));

    private bool IsOffered(Auth0Role role) => roles.Value.Offered.Count == 0 || roles.Value.Offered.Any(name => Same(role.Name, name));

    // In the order of the settings; without them all stand at the same place.
    private int PlaceInOffer(Auth0Role role) => roles.Value.Offered.TakeWhile(name => !Same(role.Name, name)).Count();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The roles on offer.</summary>
public sealed record RoleOffer
{
    /// <summary>The roles a person may be given, in the order of the settings, without them the administrative ones last; only those the tenant has.</summary>
    public required IReadOnlyList<RoleChoice> Roles { get; init; }

    /// <summary>When the tenant's roles were read; null while they never were.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Roles that settings offer and the tenant does not have.</summary>
    public required IReadOnlyList<string> NotInTenant { get; init; }
}

/// <summary>A role on offer.</summary>
public sealed record RoleChoice(string Id, string Name, string? Description, bool Administrative);
