using Auth0Emulator.Hosting;
using Auth0Emulator.Pages;
using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Authentication;

/// <summary>Both ways out: /v2/logout and /oidc/logout. The browser is only sent to addresses on an allow-list.</summary>
public sealed class LogoutEndpoint(TenantState state, TenantSessions sessions, TenantLog log, TenantAddress address, TenantKey key, PageRenderer pages)
{
    private static readonly string[] Carried = ["id_token_hint", "logout_hint", "post_logout_redirect_uri", "client_id", "state"];
    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>GET /v2/logout.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (clientId, returnTo) = (Field(query["client_id"]), Field(query["returnTo"]));
        context.Note().Client = clientId;
        var (client, allowed) = AllowList(clientId);
        if (clientId is not null && client is null)
        {
            return pages.NoticeAsync(context, 400, "Oops!, something went wrong", $"invalid_request: Unknown client: {clientId}");
        }

        return LeaveAsync(context, client, allowed, returnTo ?? First(client, allowed), "returnTo");
    }

    /// <summary>GET and POST /oidc/logout.</summary>
    public async Task AnswerOidcAsync(HttpContext context)
    {
        var form = await context.Request.FormAsync();
        string? Given(string name) => Field(form.TryGetValue(name, out var posted) ? posted.ToString() : context.Request.Query[name]);

        var hint = Given("id_token_hint");
        var token = hint is null ? null : await ReadAsync(hint);
        var clientId = Given("client_id") ?? token?.Audiences.FirstOrDefault();
        context.Note().Client = clientId;
        if (hint is not null && (token is null || !token.Audiences.Contains(clientId, StringComparer.Ordinal)))
        {
            await pages.NoticeAsync(context, 400, "Oops!, something went wrong", "invalid_request: The id_token_hint is not an ID token of this tenant for that client.");
            return;
        }

        var (client, allowed) = AllowList(clientId);
        var target = Given("post_logout_redirect_uri");
        if (target is not null && !AllowedAddress.IsLogout(allowed, target))
        {
            await RefuseAsync(context, "post_logout_redirect_uri", target);
            return;
        }

        if (NeedsConfirmation(context, token, Given("logout_hint")) && form["confirmed"] != "yes")
        {
            var fields = Carried.Where(name => Given(name) is not null).ToDictionary(name => name, name => Given(name)!, StringComparer.Ordinal);
            await pages.SendAsync<ConfirmLogoutPage>(context, 200, new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ConfirmLogoutPage.Fields)] = fields }, PageRenderer.LeadsAway);
            return;
        }

        var withState = target is not null && Given("state") is { } given ? QueryHelpers.AddQueryString(target, "state", given) : target;
        await LeaveAsync(context, client, allowed, withState ?? First(client, allowed), "post_logout_redirect_uri");
    }

    private Task LeaveAsync(HttpContext context, TenantClient? client, IReadOnlyList<string> allowed, string? target, string parameter)
    {
        if (target is not null && !AllowedAddress.IsLogout(allowed, target))
        {
            return RefuseAsync(context, parameter, target);
        }

        if (sessions.End(context) is { } session)
        {
            var visitor = context.Visitor();
            var connection = state.Read(tenant => tenant.User(session.UserId)?.Connection);
            log.Write(new LogEntry { Type = "slo", UserId = session.UserId, Connection = connection, ClientId = client?.ClientId, Ip = visitor.Ip, UserAgent = visitor.UserAgent });
        }

        if (target is null)
        {
            return pages.NoticeAsync(context, 200, "You are signed out", "Your session with this tenant has ended.", bad: false);
        }

        context.Response.Redirect(target);
        return Task.CompletedTask;
    }

    private Task RefuseAsync(HttpContext context, string parameter, string target)
    {
        var visitor = context.Visitor();
        log.Write(new LogEntry { Type = "flo", Description = $"The {parameter} is not allowed", Ip = visitor.Ip, UserAgent = visitor.UserAgent });
        return pages.NoticeAsync(context, 400, "Oops!, something went wrong", $"invalid_request: The \"{parameter}\" parameter is not in the list of allowed logout URLs: {target}");
    }

    /// <summary>Nobody is asked who has nothing to lose, or whose own token or session id came along.</summary>
    private bool NeedsConfirmation(HttpContext context, JsonWebToken? token, string? logoutHint)
    {
        if (sessions.Find(context) is not { } session)
        {
            return false;
        }

        return !(token?.TryGetClaim("sid", out var sid) == true && sid.Value == session.Id) && logoutHint != session.Id;
    }

    private (TenantClient? Client, IReadOnlyList<string> Allowed) AllowList(string? clientId) => state.Read(tenant =>
        clientId is null ? (null, tenant.Settings.AllowedLogoutUrls) : tenant.Client(clientId) is { } client ? (client, client.AllowedLogoutUrls) : (null, []));

    /// <summary>An ID token of this tenant, however old.</summary>
    private async Task<JsonWebToken?> ReadAsync(string hint)
    {
        var result = await _handler.ValidateTokenAsync(hint, new TokenValidationParameters
        {
            ValidIssuer = address.Issuer,
            ValidateAudience = false,
            ValidateLifetime = false,
            IssuerSigningKey = key.Current.SecurityKey,
            CryptoProviderFactory = key.Current.SecurityKey.CryptoProviderFactory,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken token } ? token : null;
    }

    /// <summary>Where a client's people land when nobody says where.</summary>
    private static string? First(TenantClient? client, IReadOnlyList<string> allowed) =>
        client is null ? null : allowed.FirstOrDefault(entry => !entry.Contains('*', StringComparison.Ordinal));

    private static string? Field(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
