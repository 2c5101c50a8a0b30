using System.Net.Mail;

namespace Auth0Emulator.Management;

/// <summary>The formats texts in bodies may have to have, under the names Auth0's validator gives them.</summary>
public static class TextFormats
{
    public const string Email = "email";

    public const string AbsoluteUri = "absolute-uri";

    public const string NoWhitespace = "no-whitespace";

    /// <summary>Addresses of logos, icons and fonts.</summary>
    public const string StrictHttpsUri = "strict-https-uri-or-null";

    /// <summary>An application's login route: https and never this machine, or empty.</summary>
    public const string LoginRoute = "absolute-https-uri-with-placeholders-or-empty";

    /// <summary>A callback or logout address; the port may be this tenant's <c>*</c>.</summary>
    public const string Callback = "callback-url";

    /// <summary>Whether a text has the format.</summary>
    public static bool Fits(string format, string text) => format switch
    {
        Email => IsEmail(text),
        AbsoluteUri => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps),
        NoWhitespace => !text.Any(char.IsWhiteSpace),
        StrictHttpsUri => IsHttps(text),
        LoginRoute => text.Length == 0 || (IsHttps(text) && !new Uri(text).IsLoopback),
        Callback => !text.Any(char.IsWhiteSpace) && Uri.TryCreate(text.Replace(":*", "", StringComparison.Ordinal), UriKind.Absolute, out var callback) && callback.Fragment.Length == 0,
        _ => throw new ArgumentException($"There is no format {format}.", nameof(format)),
    };

    private static bool IsHttps(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0;

    private static bool IsEmail(string text) =>
        text.Length <= 254
        && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is ',' or ';' or '<' or '>' or '(' or ')' or '[' or ']' or '\\' or '"')
        && text.Count(character => character == '@') == 1
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}
