using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>Whether a request to /authorize may go on, and if not, whether the application may be told.</summary>
public abstract record AuthorizeVerdict
{
    private AuthorizeVerdict()
    {
    }

    /// <summary>It may go on.</summary>
    public sealed record Proceed(TenantClient Client, TenantConnection Connection) : AuthorizeVerdict;

    /// <summary>The application is told at its callback.</summary>
    public sealed record Refuse(string Error, string Description) : AuthorizeVerdict;

    /// <summary>Only the person is told: the address to send them to is not to be trusted.</summary>
    public sealed record Stop(int Status, string Title, string Text) : AuthorizeVerdict;
}

/// <summary>The rules of /authorize.</summary>
public sealed class AuthorizeRules(TenantState state, TenantAddress address)
{
    /// <summary>Judges a request.</summary>
    public AuthorizeVerdict Judge(AuthorizeRequest request) => state.Read<AuthorizeVerdict>(tenant =>
    {
        if (request.ClientId is null)
        {
            return new AuthorizeVerdict.Stop(400, "Oops!, something went wrong", "invalid_request: Missing required parameter: client_id");
        }

        if (tenant.Client(request.ClientId) is not { } client)
        {
            return new AuthorizeVerdict.Stop(400, "Oops!, something went wrong", $"invalid_request: Unknown client: {request.ClientId}");
        }

        if (request.RedirectUri is null || !AllowedAddress.IsCallback(client.Callbacks, request.RedirectUri))
        {
            return new AuthorizeVerdict.Stop(403, "Callback URL mismatch.",
                $"The provided redirect_uri is not in the list of allowed callback URLs of {client.Name}: {request.RedirectUri ?? "(none)"}. Its list: {string.Join(", ", client.Callbacks)}.");
        }

        if (request.Unemulated is { } parameter)
        {
            return new AuthorizeVerdict.Stop(501, "This is not emulated", $"The parameter {parameter} of /authorize is not emulated by the local Auth0 tenant; see the coverage table in src/Auth0Emulator/README.md.");
        }

        return Problem(tenant, client, request) ?? Connect(tenant, client, request);
    });

    private AuthorizeVerdict.Refuse? Problem(TenantData tenant, TenantClient client, AuthorizeRequest request)
    {
        if (!client.GrantTypes.Contains(AuthorizationCodeGrant.Name, StringComparer.Ordinal))
        {
            return new("unauthorized_client", "Grant type 'authorization_code' not allowed for the client.");
        }

        return request switch
        {
            { ResponseType: null } => new("invalid_request", "Missing required parameter: response_type"),
            { ResponseType: not "code" } => new("unsupported_response_type", $"Unsupported response type: {request.ResponseType}"),
            { ResponseMode: not ("query" or "form_post") } => new("invalid_request", $"Unsupported response mode: {request.ResponseMode}"),
            { CodeChallenge: null } when client.TokenEndpointAuthMethod == "none" => new("invalid_request", "Parameter 'code_challenge' is required"),
            { CodeChallenge: not null, CodeChallengeMethod: not "S256" } => new("invalid_request", "code_challenge_method must be S256"),
            { CodeChallenge: { Length: not 43 } } => new("invalid_request", "code_challenge must be 43 characters long for S256"),
            { CodeChallenge: null, CodeChallengeMethod: not null } => new("invalid_request", "Parameter 'code_challenge' is required"),
            { RawMaxAge: not null, MaxAge: null } => new("invalid_request", "max_age must be a non-negative integer"),
            { Audience: { } audience } when !IsKnown(tenant, audience) => new("access_denied", $"Service not found: {audience}"),
            _ => null,
        };
    }

    private static AuthorizeVerdict Connect(TenantData tenant, TenantClient client, AuthorizeRequest request)
    {
        if (request.Connection is not { } name)
        {
            return tenant.Connections.Find(connection => connection.IsDatabase && connection.IsEnabledFor(client.ClientId)) is { } first
                ? new AuthorizeVerdict.Proceed(client, first)
                : new AuthorizeVerdict.Refuse("invalid_request", "no connections enabled for the client");
        }

        if (tenant.ConnectionNamed(name) is not { } named)
        {
            return new AuthorizeVerdict.Refuse("invalid_request", "the connection was not found");
        }

        if (!named.IsDatabase)
        {
            return new AuthorizeVerdict.Stop(501, "This is not emulated", $"Signing in by {named.Name} ({named.Strategy}) is not emulated by the local Auth0 tenant; see the coverage table in src/Auth0Emulator/README.md.");
        }

        return named.IsEnabledFor(client.ClientId)
            ? new AuthorizeVerdict.Proceed(client, named)
            : new AuthorizeVerdict.Refuse("invalid_request", "the connection was not enabled");
    }

    private bool IsKnown(TenantData tenant, string audience) =>
        audience == address.ManagementAudience || audience == address.UserinfoAudience || tenant.Grants.Exists(grant => grant.Audience == audience);
}
