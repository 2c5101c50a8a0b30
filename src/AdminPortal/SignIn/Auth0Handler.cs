using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Signs people in through Auth0: authorization code with PKCE, state and nonce; the id_token is checked, used once and not kept.</summary>
public sealed class Auth0Handler(
    IOptionsMonitor<Auth0SignInOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IdTokenCheck idTokens,
    PublicAddress address,
    TenantState tenant) : OAuthHandler<Auth0SignInOptions>(options, logger, encoder)
{
    /// <summary>Asks Auth0 for the password even if its own session still stands.</summary>
    public const string PromptLogin = "prompt";

    private const string Nonce = "nonce";
    private const string RedirectUri = "redirect_uri";

    private TenantMetadata Metadata => Options.Metadata ?? throw new InvalidOperationException("The handler's options were not set up.");

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!Navigation.IsPage(Request))
        {
            Navigation.Refuse(Context, StatusCodes.Status401Unauthorized);
            return;
        }

        var comeBackTo = LocalPath.Or(properties.RedirectUri ?? Navigation.ComeBackTo(Request));
        if (SessionCookieHandler.CameWithEndedSession(Context) && properties.RedirectUri is null)
        {
            Navigation.LeadTo(Context, SignInFailures.PageFor(SignInProblem.SessionOver, comeBackTo));
            return;
        }

        if (Request.Path != SignInEndpoints.SignInPath)
        {
            // One door: the redirect to Auth0 is always a navigation of its own, never the answer to a script's fetch.
            Navigation.LeadTo(Context, QueryHelpers.AddQueryString(SignInEndpoints.SignInPath, "returnUrl", comeBackTo));
            return;
        }

        if (Navigation.IsFetch(Request))
        {
            Navigation.LeadTo(Context, Request.PathBase + Request.Path + Request.QueryString);
            return;
        }

        if (await ProblemWithTenantAsync() is { } problem)
        {
            Navigation.LeadTo(Context, SignInFailures.PageFor(problem, comeBackTo));
            return;
        }

        properties.RedirectUri = comeBackTo;
        await base.HandleChallengeAsync(properties);
    }

    /// <inheritdoc/>
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var nonce = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var callback = address.Of(Request, Options.CallbackPath);

        // Both travel inside the protected state, so that the way back is held against what was asked here.
        properties.Items[Nonce] = nonce;
        properties.Items[RedirectUri] = callback;
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["nonce"] = nonce, ["response_mode"] = "query" };
        if (properties.GetParameter<string>(PromptLogin) is { } prompt)
        {
            query["prompt"] = prompt;
        }

        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, callback), query);
    }

    /// <inheritdoc/>
    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return await Deadline.RunAsync(TimeProvider, Options.Patience, token => ExchangeAsync(context, token), Context.RequestAborted);
        }
        catch (Exception silent) when (silent is TimeoutException or HttpRequestException or IOException or InvalidDataException)
        {
            tenant.HeardNothing();
            throw new SignInFailedException(SignInProblem.TenantUnreachable, "The tenant did not answer the code exchange.", silent);
        }
    }

    /// <inheritdoc/>
    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        ArgumentNullException.ThrowIfNull(properties);
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Response is not { RootElement: var reply } || Text(reply, "id_token") is not { Length: > 0 } idToken
            || properties.Items.TryGetValue(Nonce, out var nonce) is false || nonce is null)
        {
            throw new SignInFailedException(SignInProblem.NotTrusted, "The tenant sent no id_token.");
        }

        var outcome = await idTokens.CheckAsync(idToken, Expectation(await Metadata.GetAsync(Context.RequestAborted), nonce));
        if (outcome is IdTokenOutcome.UnknownKey)
        {
            // The tenant may have rotated its keys since they were read.
            outcome = await idTokens.CheckAsync(idToken, Expectation(await Metadata.GetAgainAsync(Context.RequestAborted), nonce));
        }

        var who = outcome.Match(
            who => who,
            _ => throw new SignInFailedException(SignInProblem.NotTrusted, "The id_token is signed with a key that is not the tenant's."),
            it => throw new SignInFailedException(SignInProblem.ClocksDiffer, $"The id_token's times are {it.By.TotalMinutes:0} minutes away from this server's clock."),
            it => throw new SignInFailedException(SignInProblem.NotTrusted, $"The id_token is refused: {it.Why}."));
        return new AuthenticationTicket(PersonClaims.Principal(who, Scheme.Name), properties, Scheme.Name);
    }

    private IdTokenExpectation Expectation(Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration metadata, string nonce) =>
        new(metadata.Issuer, Options.ClientId, nonce, metadata.SigningKeys);

    private async Task<OAuthTokenResponse> ExchangeAsync(OAuthCodeExchangeContext context, CancellationToken cancellationToken)
    {
        context.Properties.Items.TryGetValue(OAuthConstants.CodeVerifierKey, out var verifier);
        context.Properties.Items.TryGetValue(RedirectUri, out var redirectUri);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = Options.ClientId,
            ["client_secret"] = Options.ClientSecret,
            ["code"] = context.Code,
            ["code_verifier"] = verifier ?? "",
            ["redirect_uri"] = redirectUri ?? "",
        });
        using var reply = await Options.Backchannel.PostAsync(new Uri(Options.TokenEndpoint), form, cancellationToken);
        var body = await ReplyText.ReadAsync(reply.Content, cancellationToken);
        if (reply.IsSuccessStatusCode)
        {
            tenant.Heard();
            return OAuthTokenResponse.Success(ParseObject(body) ?? throw new SignInFailedException(SignInProblem.NotTrusted, "The token endpoint answered 200 with something that is no JSON object."));
        }

        throw Refusal(reply.StatusCode, body);
    }

    private static SignInFailedException Refusal(HttpStatusCode status, string body)
    {
        using var json = ParseObject(body);
        var error = json is null ? null : Text(json.RootElement, "error");
        var message = $"The code exchange was answered {(int)status} {error}.";
        return (int)status >= 500 || status == HttpStatusCode.TooManyRequests ? new SignInFailedException(SignInProblem.TenantUnreachable, message)
            : error == "invalid_grant" ? new SignInFailedException(SignInProblem.Lost, message)
            : new SignInFailedException(SignInProblem.Misconfigured, message);
    }

    // Somebody sent to a tenant that does not answer would be left with the browser's own error page.
    private async Task<SignInProblem?> ProblemWithTenantAsync()
    {
        try
        {
            // What was read before says nothing about a tenant that is known to be silent.
            await (tenant.Answers ? Metadata.GetAsync(Context.RequestAborted) : Metadata.GetNowAsync(Context.RequestAborted));
            return null;
        }
        catch (SignInFailedException failed)
        {
            if (failed.Problem == SignInProblem.TenantUnreachable)
            {
                tenant.HeardNothing();
            }

            return failed.Problem;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument? ParseObject(string body)
    {
        try
        {
            var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
