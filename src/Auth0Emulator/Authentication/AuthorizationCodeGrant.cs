using System.Security.Cryptography;
using System.Text;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Authentication;

/// <summary>Exchanges a code from /authorize for tokens, once.</summary>
public sealed class AuthorizationCodeGrant(TenantState state, TenantClock clock, TenantLog log, AuthorizationCodes codes, UserTokens tokens) : ITokenGrant
{
    internal const string Name = "authorization_code";

    /// <inheritdoc/>
    public string GrantType => Name;

    /// <inheritdoc/>
    public ApiReply Exchange(TokenRequest request)
    {
        if (request.Field("code") is not { } code)
        {
            return Auth0Errors.OAuth(400, "invalid_request", "Missing required parameter: code");
        }

        if (codes.Redeem(code, request.Client.ClientId) is not { } redeemed || state.Read(tenant => tenant.User(redeemed.UserId)) is not { } user)
        {
            return Refuse(request, null, "invalid_grant", "Invalid authorization code");
        }

        if (request.Field("redirect_uri") != redeemed.RedirectUri)
        {
            return Refuse(request, user, "invalid_grant", $"The redirect URI is wrong. You sent {request.Field("redirect_uri") ?? "null"}, and we expected {redeemed.RedirectUri}");
        }

        if (redeemed.CodeChallenge is { } challenge && !Answers(challenge, request.Field("code_verifier")))
        {
            return Refuse(request, user, "invalid_grant", "Failed to verify code verifier");
        }

        if (user.Blocked == true)
        {
            return Refuse(request, user, "unauthorized", "user is blocked");
        }

        log.Write(Entry("seacft", request, user) with { Description = "Authorization Code for Access Token" });
        return ApiReply.Ok(tokens.Answer(user, request.Client, new UserTokenOrder
        {
            Scope = redeemed.Scope,
            SessionId = redeemed.SessionId,
            Audience = redeemed.Audience,
            Nonce = redeemed.Nonce,
            AuthTime = redeemed.IncludeAuthTime ? redeemed.AuthenticatedAt : null,
            RefreshToken = MayRefresh(request.Client, redeemed) ? IssueRefreshToken(redeemed) : null,
        }));
    }

    private static bool Answers(string challenge, string? verifier) =>
        verifier is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), Encoding.ASCII.GetBytes(challenge));

    private static bool MayRefresh(TenantClient client, AuthorizationCode code) =>
        client.GrantTypes.Contains(RefreshTokenGrant.Name, StringComparer.Ordinal) && code.Scope.Split(' ').Contains("offline_access", StringComparer.Ordinal);

    private string IssueRefreshToken(AuthorizationCode code)
    {
        var token = new RefreshToken
        {
            Token = RandomText.Of(45),
            ClientId = code.ClientId,
            UserId = code.UserId,
            SessionId = code.SessionId,
            Scope = code.Scope,
            Audience = code.Audience,
            AuthenticatedAt = code.AuthenticatedAt,
            CreatedAt = clock.GetUtcNow(),
        };
        state.Change(tenant => tenant.RefreshTokens[token.Token] = token);
        return token.Token;
    }

    private ApiReply Refuse(TokenRequest request, TenantUser? user, string error, string description)
    {
        log.Write(Entry("feacft", request, user) with { Description = description });
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
