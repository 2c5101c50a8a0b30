using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>Issues and takes back the codes between /authorize and /oauth/token.</summary>
public sealed class AuthorizationCodes(TenantState state, TenantClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>A code for a user who has just been let in.</summary>
    public string Issue(AuthorizeRequest request, TenantClient client, TenantSession session) => state.Change(tenant =>
    {
        var now = clock.GetUtcNow();
        foreach (var old in tenant.Codes.Values.Where(code => code.ExpiresAt <= now).ToArray())
        {
            tenant.Codes.Remove(old.Code);
        }

        var code = new AuthorizationCode
        {
            Code = RandomText.Of(43),
            ClientId = client.ClientId,
            UserId = session.UserId,
            SessionId = session.Id,
            RedirectUri = request.RedirectUri!,
            Scope = request.Scope,
            Nonce = request.Nonce,
            Audience = request.Audience,
            CodeChallenge = request.CodeChallenge,
            CodeChallengeMethod = request.CodeChallengeMethod,
            AuthenticatedAt = session.AuthenticatedAt,
            IncludeAuthTime = request.MaxAge is not null,
            ExpiresAt = now + Lifetime,
        };
        tenant.Codes[code.Code] = code;
        return code.Code;
    });

    /// <summary>Takes a client's code back, once; null when it is unknown, used, too old or another client's.</summary>
    public AuthorizationCode? Redeem(string code, string clientId) => state.Change(tenant =>
        tenant.Codes.GetValueOrDefault(code) is { } kept && kept.ClientId == clientId && tenant.Codes.Remove(code) && kept.ExpiresAt > clock.GetUtcNow() ? kept : null);
}
