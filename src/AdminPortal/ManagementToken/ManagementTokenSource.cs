using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.ManagementToken;

/// <summary>Asks Auth0 for a Management token, once per call; with two secrets configured, with the one that last worked first.</summary>
public sealed class ManagementTokenSource(IHttpClientFactory http, IOptions<ManagementTokenOptions> options, TimeProvider clock, Random random)
{
    /// <summary>The named client it goes through.</summary>
    public const string HttpClientName = "Auth0.Token";

    private volatile bool _secondWorkedLast;

    /// <summary>Whether the secret that works is the second one, so that the first can be replaced.</summary>
    public bool UsesSecondSecret => _secondWorkedLast;

    /// <summary>One token, or why there is none.</summary>
    public async Task<TokenAnswer> RequestAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.SecondClientSecret is not { } second)
        {
            return (await AskAsync(settings, settings.ClientSecret, cancellationToken)).Answer;
        }

        var startWithSecond = _secondWorkedLast;
        var first = await AskAsync(settings, startWithSecond ? second : settings.ClientSecret, cancellationToken);
        if (!first.SecretRefused)
        {
            return first.Answer;
        }

        var other = await AskAsync(settings, startWithSecond ? settings.ClientSecret : second, cancellationToken);
        if (other.Answer is TokenAnswer.Granted)
        {
            _secondWorkedLast = !startWithSecond;
        }

        return other.SecretRefused ? first.Answer : other.Answer;
    }

    private async Task<(TokenAnswer Answer, bool SecretRefused)> AskAsync(ManagementTokenOptions settings, Secret secret, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        try
        {
            return await Deadline.RunAsync(clock, settings.Timeout, token => SendAsync(settings, secret, askedAt, token), cancellationToken);
        }
        catch (TimeoutException overdue)
        {
            return (new TokenAnswer.Unavailable($"Auth0's token endpoint gave {overdue.Message}."), false);
        }
        catch (HttpRequestException broken)
        {
            return (new TokenAnswer.Unavailable($"Auth0's token endpoint can't be reached ({broken.HttpRequestError})."), false);
        }
        catch (IOException)
        {
            return (new TokenAnswer.Unavailable("The connection to Auth0's token endpoint broke."), false);
        }
        catch (Exception odd) when (odd is InvalidDataException or InvalidOperationException)
        {
            // A body that isn't compressed as it claims, or JSON text that is half a character.
            return (new TokenAnswer.Unavailable("Auth0's token endpoint sent something that can't be read."), false);
        }
    }

    private async Task<(TokenAnswer Answer, bool SecretRefused)> SendAsync(ManagementTokenOptions settings, Secret secret, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(HttpClientName);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.ClientId,
            ["client_secret"] = secret.Reveal(),
            ["audience"] = settings.Audience,
        });
        using var reply = await client.PostAsync(new Uri(settings.Authority, "/oauth/token"), form, cancellationToken);
        var body = await ReplyText.ReadAsync(reply.Content, cancellationToken);
        return reply.StatusCode switch
        {
            HttpStatusCode.OK => (ReadToken(body, askedAt), false),
            HttpStatusCode.Unauthorized => (new TokenAnswer.Refused($"Auth0 refuses the Management client's id or secret{Said(body)}."), true),
            HttpStatusCode.Forbidden => (new TokenAnswer.Refused($"Auth0 does not let the Management client use the Management API{Said(body)}.", GrantMissing: ErrorOf(body) == "access_denied"), false),
            HttpStatusCode.TooManyRequests => (new TokenAnswer.Unavailable("Auth0 limits how often tokens may be asked for.", RetryAdvice.RetryAt(reply, clock, random)), false),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.RequestTimeout =>
                (new TokenAnswer.Refused($"Auth0 answered the token request with {(int)reply.StatusCode}{Said(body)}."), false),
            _ => (new TokenAnswer.Unavailable($"Auth0's token endpoint answered {(int)reply.StatusCode}."), false),
        };
    }

    private static TokenAnswer ReadToken(string body, DateTimeOffset askedAt)
    {
        using var json = Parse(body);
        if (json is null || Text(json, "access_token") is not { Length: > 0 } value || !value.All(IsHeaderText) || Lifetime(json) is not { } lifetime)
        {
            return new TokenAnswer.Unavailable("Auth0's token endpoint answered 200 without a token.");
        }

        return new TokenAnswer.Granted(new AccessToken
        {
            Value = new Secret(value),
            ObtainedAt = askedAt,
            Lifetime = lifetime,
            Scopes = Scopes(Text(json, "scope") ?? ScopeClaim(value)),
        });
    }

    private static bool IsHeaderText(char letter) => letter is > ' ' and <= '~';

    private static TimeSpan? Lifetime(JsonDocument json) =>
        json.RootElement.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind == JsonValueKind.Number
        && seconds.TryGetDouble(out var count) && count is > 0 and <= 10 * 365 * 86400.0
            ? TimeSpan.FromSeconds(count)
            : null;

    private static HashSet<string>? Scopes(string? list) =>
        list?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);

    // The reply may leave the scopes out; they stand in the token, too.
    private static string? ScopeClaim(string token)
    {
        try
        {
            return new JsonWebToken(token).TryGetPayloadValue<string>("scope", out var scope) ? scope : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // The same status says that the application lacks the grant type, which is another cure.
    private static string? ErrorOf(string body)
    {
        using var json = Parse(body);
        return json is null ? null : Text(json, "error");
    }

    private static string Said(string body)
    {
        using var json = Parse(body);
        var said = json is null ? null : Text(json, "error_description") ?? Text(json, "message") ?? Text(json, "error");
        return said is { Length: > 0 } ? $" (\"{said[..Math.Min(said.Length, 300)].TrimEnd('.')}\")" : "";
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument? Parse(string body)
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
