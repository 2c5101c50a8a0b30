using Auth0Emulator.Api;
using Auth0Emulator.Tenant;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Management;

/// <summary>Checks the bearer token in Auth0's order: there at all, a JWT, readable, signed by us, alive, meant for this API.</summary>
public sealed class BearerCheck(TenantKey key, TenantAddress address, TenantClock clock)
{
    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>The caller, or the error to answer with.</summary>
    public async Task<(ManagementCaller? Caller, ApiReply? Refusal)> CheckAsync(string? authorization)
    {
        if (string.IsNullOrWhiteSpace(authorization))
        {
            return (null, Auth0Errors.Management(401, "Missing authentication"));
        }

        if (authorization.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var scheme, var text]
            || !string.Equals(scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
            || text.Split('.').Length != 3)
        {
            return (null, Auth0Errors.Management(400, "Bad HTTP authentication header format", "Bearer"));
        }

        if (Read(text) is not { } token)
        {
            return (null, Auth0Errors.Unauthorized("Invalid token"));
        }

        if (!await IsSignedByUsAsync(token))
        {
            return (null, Auth0Errors.Unauthorized("Invalid signature received for JSON Web Token validation"));
        }

        if (token.ValidTo <= clock.GetUtcNow().UtcDateTime)
        {
            return (null, Auth0Errors.Unauthorized("Expired token received for JSON Web Token validation"));
        }

        return token.Issuer == address.Issuer && token.Audiences.Contains(address.ManagementAudience, StringComparer.Ordinal)
            ? (Caller(token), null)
            : (null, Auth0Errors.Unauthorized($"Bad audience: {string.Join(',', token.Audiences)}"));
    }

    private JsonWebToken? Read(string text)
    {
        try
        {
            var token = _handler.ReadJsonWebToken(text);
            return token.TryGetPayloadValue<string>("sub", out _) ? token : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    // Lifetime and audience are looked at afterwards, by the tenant's own clock and in words of their own.
    private async Task<bool> IsSignedByUsAsync(JsonWebToken token) => (await _handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        IssuerSigningKey = key.Current.SecurityKey,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        CryptoProviderFactory = key.Current.SecurityKey.CryptoProviderFactory,
        RequireExpirationTime = true,
        ValidateIssuer = false,
        ValidateAudience = false,
        ValidateLifetime = false,
    })).IsValid;

    private static ManagementCaller Caller(JsonWebToken token)
    {
        var scopes = token.TryGetPayloadValue<string>("scope", out var text) ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        var client = token.TryGetPayloadValue<string>("azp", out var azp) ? azp : token.Subject.Replace("@clients", "", StringComparison.Ordinal);
        return new ManagementCaller(client, scopes.ToHashSet(StringComparer.Ordinal));
    }
}
