using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Hosting;
using Auth0Emulator.Limits;
using Auth0Emulator.Tenant;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Authentication;

/// <summary>/userinfo: the claims about whoever an access token belongs to.</summary>
public sealed class UserinfoEndpoint(TenantState state, TenantAddress address, TenantKey key, TenantClock clock, TenantLimits limits)
{
    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>The answer to a request.</summary>
    public async Task<ApiReply> AnswerAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } token || state.Read(tenant => tenant.User(token.Subject)) is not { Blocked: null or false } user)
        {
            return Auth0Errors.InvalidUserinfoToken();
        }

        var standing = limits.TakeUserinfo(user.UserId, context.Visitor());
        LimitedRoutes.TellAlso(context, standing);
        if (standing is { Allowed: false })
        {
            return Auth0Errors.TooManyRequests();
        }

        var body = new JsonObject { ["sub"] = user.UserId };
        foreach (var (name, value) in PersonClaims.Of(user, token.GetClaim("scope").Value))
        {
            body[name] = JsonSerializer.SerializeToNode(value);
        }

        return ApiReply.Ok(body);
    }

    private async Task<JsonWebToken?> ReadAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(authorization["Bearer ".Length..].Trim(), new TokenValidationParameters
        {
            ValidIssuer = address.Issuer,
            ValidAudience = address.UserinfoAudience,
            IssuerSigningKey = key.Current.SecurityKey,
            CryptoProviderFactory = key.Current.SecurityKey.CryptoProviderFactory,
            LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken token } && token.TryGetClaim("scope", out var scope)
            && scope.Value.Split(' ').Contains("openid", StringComparer.Ordinal) ? token : null;
    }
}
