namespace AdminPortal.Auth0;

/// <summary>The calls of the Management API that the portal makes; one call is one request, never a retry.</summary>
public sealed class ManagementClient
{
    /// <summary>POST /users.</summary>
    public Task<Auth0Result<Auth0User>> CreateUserAsync(NewUser user, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>GET /users/{id}; sees what was just written.</summary>
    public Task<Auth0Result<Auth0User>> GetUserAsync(string userId, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>PATCH /users/{id}.</summary>
    public Task<Auth0Result<Auth0User>> UpdateUserAsync(string userId, UserChanges changes, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>DELETE /users/{id}; also Ok when there was no such user.</summary>
    public Task<Auth0Result<Done>> DeleteUserAsync(string userId, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>GET /users-by-email; one account per connection; the address is lower-cased first.</summary>
    public Task<Auth0Result<IReadOnlyList<Auth0User>>> GetUsersByEmailAsync(string email, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>POST /users/{id}/roles.</summary>
    public Task<Auth0Result<Done>> AssignRolesAsync(string userId, IReadOnlyCollection<string> roleIds, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>GET /users/{id}/roles, all pages.</summary>
    public Task<Auth0Result<IReadOnlyList<Auth0Role>>> GetUserRolesAsync(string userId, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>GET /roles, all pages; Auth0's filter matches any part of the name in any case.</summary>
    public Task<Auth0Result<IReadOnlyList<Auth0Role>>> GetRolesAsync(string? nameFilter, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>GET /roles/{id}/users, all pages.</summary>
    public Task<Auth0Result<IReadOnlyList<RoleMember>>> GetRoleUsersAsync(string roleId, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>POST /tickets/password-change; makes every earlier link void. The new ticket is thrown away unread.</summary>
    public Task<Auth0Result<Done>> CreatePasswordChangeTicketAsync(string userId, TimeSpan lifetime, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");

    /// <summary>GET /email-templates/{name}; NotFound when the tenant never changed it.</summary>
    public Task<Auth0Result<EmailTemplate>> GetEmailTemplateAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");
}
