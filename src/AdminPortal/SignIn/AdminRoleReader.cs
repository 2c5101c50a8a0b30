using AdminPortal.Auth0;

namespace AdminPortal.SignIn;

/// <summary>Reads once who holds the admin role, for <see cref="AdminRoleMembers"/>.</summary>
public sealed class AdminRoleReader(ManagementClient management, AdminRoleMembers members)
{
    /// <summary>One read; a failure is told to the snapshot, not to the caller.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        // Auth0's filter finds "portal admins" and "no portal admin" as well.
        var found = await management.GetRolesAsync(members.RoleName, cancellationToken);
        if (found is not Auth0Result<IReadOnlyList<Auth0Role>>.Ok { Value: var roles })
        {
            members.Learn(found.Select(_ => NoMembers));
            return;
        }

        var role = roles.FirstOrDefault(role => string.Equals(role.Name, members.RoleName, StringComparison.Ordinal));
        members.Learn(role is null
            ? new Auth0Result<IReadOnlyList<RoleMember>>.NotFound(members.RoleName)
            : await management.GetRoleUsersAsync(role.Id, cancellationToken));
    }

    private static IReadOnlyList<RoleMember> NoMembers => [];
}
