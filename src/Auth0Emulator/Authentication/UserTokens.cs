using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>Writes the tokens a person's login earns an application.</summary>
public sealed class UserTokens(TokenMinter minter, TenantAddress address)
{
    private const int AccessTokenLifetimeInSeconds = 86400;

    private static readonly FrozenSet<string> OpenIdScopes = FrozenSet.Create(
        StringComparer.Ordinal,
        "openid", "profile", "offline_access", "name", "given_name", "family_name", "nickname", "email", "email_verified", "picture", "created_at", "identities", "phone", "address");

    /// <summary>The answer of /oauth/token.</summary>
    public JsonObject Answer(TenantUser user, TenantClient client, UserTokenOrder wanted)
    {
        var order = wanted.Audience == address.ManagementAudience ? wanted with { Scope = OwnAccountOnly(wanted.Scope) } : wanted;
        var answer = new JsonObject { ["access_token"] = AccessToken(user, client, order) };
        if (order.Has("openid"))
        {
            answer["id_token"] = IdToken(user, client, order);
        }

        if (order.RefreshToken is not null)
        {
            answer["refresh_token"] = order.RefreshToken;
        }

        answer["scope"] = order.Scope;
        answer["expires_in"] = AccessTokenLifetimeInSeconds;
        answer["token_type"] = "Bearer";
        return answer;
    }

    // What a machine's grant opens in the Management API no person gets by signing in, whatever the application asks for.
    private static string OwnAccountOnly(string scope) => string.Join(' ', scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where(word => OpenIdScopes.Contains(word) || word.Contains(":current_user", StringComparison.Ordinal)));

    private string AccessToken(TenantUser user, TenantClient client, UserTokenOrder order) => minter.Mint(
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = user.UserId,
            ["aud"] = order.Audience is { } audience && audience != address.UserinfoAudience ? new[] { audience, address.UserinfoAudience } : address.UserinfoAudience,
            ["azp"] = client.ClientId,
            ["scope"] = order.Scope,
        },
        AccessTokenLifetimeInSeconds);

    private string IdToken(TenantUser user, TenantClient client, UserTokenOrder order)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = user.UserId, ["aud"] = client.ClientId, ["sid"] = order.SessionId };
        if (order.Nonce is not null)
        {
            claims["nonce"] = order.Nonce;
        }

        if (order.AuthTime is { } authenticatedAt)
        {
            claims["auth_time"] = authenticatedAt.ToUnixTimeSeconds();
        }

        foreach (var (name, value) in PersonClaims.Of(user, order.Scope))
        {
            claims[name] = value;
        }

        return minter.Mint(claims, client.IdTokenLifetimeInSeconds);
    }
}

/// <summary>What a person's tokens are to say beside who they are.</summary>
public sealed record UserTokenOrder
{
    public required string Scope { get; init; }

    public required string SessionId { get; init; }

    public string? Audience { get; init; }

    public string? Nonce { get; init; }

    /// <summary>Told as <c>auth_time</c> when set.</summary>
    public DateTimeOffset? AuthTime { get; init; }

    public string? RefreshToken { get; init; }

    /// <summary>Whether a scope was granted.</summary>
    public bool Has(string scope) => Scope.Split(' ').Contains(scope, StringComparer.Ordinal);
}
