using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Hosting;
using Auth0Emulator.Tenant;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Authentication;

/// <summary>/userinfo: the claims about whoever an access token belongs to.</summary>
public sealed class UserinfoEndpoint(TenantState state, TenantAddress address, TenantKey key, TenantClock clock)
{
    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } token || state.Read(tenant => tenant.User(token.Subject)) is not { Blocked: null or false } user)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("Unauthorized");
            return;
        }

        var body = new JsonObject { ["sub"] = user.UserId };
        foreach (var (name, value) in PersonClaims.Of(user, token.GetClaim("scope").Value))
        {
            body[name] = JsonSerializer.SerializeToNode(value);
        }

        await context.Response.WriteAsync(ApiReply.Ok(body));
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
