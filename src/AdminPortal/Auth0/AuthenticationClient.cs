namespace AdminPortal.Auth0;

/// <summary>The public door of the tenant: asks it to mail the link with which a person sets a password.</summary>
public sealed class AuthenticationClient
{
    /// <summary>POST /dbconnections/change_password; Ok says that Auth0 took the request, not that a mail went out, and also for an unknown address.</summary>
    public Task<Auth0Result<Done>> ChangePasswordAsync(string email, CancellationToken cancellationToken) => throw new NotSupportedException("Not built yet.");
}
