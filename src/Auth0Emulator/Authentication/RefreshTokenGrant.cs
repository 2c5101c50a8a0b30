using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>Exchanges a refresh token for fresh tokens; it stays good until the user's sessions end, since rotation is off.</summary>
public sealed class RefreshTokenGrant(TenantState state, TenantLog log, UserTokens tokens) : ITokenGrant
{
    internal const string Name = "refresh_token";

    /// <inheritdoc/>
    public string GrantType => Name;

    /// <inheritdoc/>
    public ApiReply Exchange(TokenRequest request)
    {
        if (request.Field("refresh_token") is not { } given)
        {
            return Auth0Errors.OAuth(400, "invalid_request", "Missing required parameter: refresh_token");
        }

        var (kept, user) = state.Read(tenant =>
            tenant.RefreshTokens.GetValueOrDefault(given) is { } token && token.ClientId == request.Client.ClientId
                ? (token, tenant.User(token.UserId))
                : (null, null));
        if (kept is null || user is null)
        {
            return Refuse(request, null, "invalid_grant", "Unknown or invalid refresh token.");
        }

        if (user.Blocked == true)
        {
            return Refuse(request, user, "unauthorized", "user is blocked");
        }

        log.Write(Entry("sertft", request, user) with { Description = "Refresh Token for Access Token" });
        return ApiReply.Ok(tokens.Answer(user, request.Client, new UserTokenOrder { Scope = Narrowed(request, kept), SessionId = kept.SessionId, Audience = kept.Audience }));
    }

    /// <summary>Fewer scopes may be asked for than were granted; more are ignored.</summary>
    private static string Narrowed(TokenRequest request, RefreshToken kept) => request.Field("scope") is { } asked
        ? string.Join(' ', kept.Scope.Split(' ').Intersect(asked.Split(' '), StringComparer.Ordinal))
        : kept.Scope;

    private ApiReply Refuse(TokenRequest request, TenantUser? user, string error, string description)
    {
        log.Write(Entry("fertft", request, user) with { Description = description });
        return Auth0Errors.OAuth(403, error, description);
    }

    private static LogEntry Entry(string type, TokenRequest request, TenantUser? user) => new()
    {
        Type = type,
        ClientId = request.Client.ClientId,
        UserId = user?.UserId,
        Connection = user?.Connection,
        Ip = request.Visitor.Ip,
        UserAgent = request.Visitor.UserAgent,
    };
}
