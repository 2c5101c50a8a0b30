using Auth0Emulator.Tenant;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Authentication;

/// <summary>Signs tokens with the tenant's key (RS256, kid) and adds <c>iss</c>, <c>iat</c> and <c>exp</c>.</summary>
public sealed class TokenMinter(TenantKey key, TenantAddress address, TenantClock clock)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token with those claims, alive for <paramref name="seconds"/>.</summary>
    public string Mint(IReadOnlyDictionary<string, object> claims, int seconds)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var all = new Dictionary<string, object>(claims, StringComparer.Ordinal)
        {
            ["iss"] = address.Issuer,
            ["iat"] = now,
            ["exp"] = now + seconds,
        };
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = all,
            SigningCredentials = new SigningCredentials(key.Current.SecurityKey, SecurityAlgorithms.RsaSha256) { CryptoProviderFactory = key.Current.SecurityKey.CryptoProviderFactory },
        });
    }
}
