using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Auth0Emulator.Authentication;

/// <summary>What an application asks of /authorize. The login page carries it along as its own query, so nothing is kept on the server.</summary>
public sealed class AuthorizeRequest
{
    private readonly IReadOnlyDictionary<string, string> _fields;

    /// <summary>Reads the fields; an empty field counts as absent.</summary>
    public AuthorizeRequest(IEnumerable<KeyValuePair<string, string>> fields) =>
        _fields = fields.Where(field => field.Value.Length > 0).ToDictionary(StringComparer.Ordinal);

    public string? ClientId => Field("client_id");

    public string? RedirectUri => Field("redirect_uri");

    public string? ResponseType => Field("response_type");

    /// <summary><c>query</c> unless said otherwise.</summary>
    public string ResponseMode => Field("response_mode") ?? "query";

    public string Scope => Field("scope") ?? "";

    public string? State => Field("state");

    public string? Nonce => Field("nonce");

    public string? Audience => Field("audience");

    public string? Connection => Field("connection");

    /// <summary>The first parameter that would lead elsewhere at Auth0 and that nothing here stands for, or null.</summary>
    public string? Unemulated => Array.Find(["organization", "invitation"], name => Field(name) is not null);

    public string? LoginHint => Field("login_hint");

    public string? CodeChallenge => Field("code_challenge");

    public string? CodeChallengeMethod => Field("code_challenge_method");

    /// <summary>Longest time since the password was entered, in seconds; null when nothing readable was asked.</summary>
    public int? MaxAge => int.TryParse(Field("max_age"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    public string? RawMaxAge => Field("max_age");

    /// <summary>Whether <paramref name="word"/> is among the space-separated words of <c>prompt</c>.</summary>
    public bool Prompts(string word) => Field("prompt")?.Split(' ').Contains(word, StringComparer.Ordinal) == true;

    /// <summary>Whether a scope is asked for.</summary>
    public bool Wants(string scope) => Scope.Split(' ').Contains(scope, StringComparer.Ordinal);

    /// <summary>An address on this tenant that carries the request along.</summary>
    public string Carry(string path) => QueryHelpers.AddQueryString(path, _fields!);

    /// <summary>The same with another address filled in.</summary>
    public string CarryWithHint(string path, string loginHint) =>
        QueryHelpers.AddQueryString(path, new Dictionary<string, string?>(_fields!, StringComparer.Ordinal) { ["login_hint"] = loginHint });

    /// <summary>Reads it from a request's query.</summary>
    public static AuthorizeRequest From(HttpRequest request) =>
        new(request.Query.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())));

    private string? Field(string name) => _fields.GetValueOrDefault(name);
}
