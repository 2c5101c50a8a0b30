using System.Globalization;
using System.Text.Json;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>The claims about a person that scopes open: profile and email a handful each, the others the claim they are named after; no roles and no metadata.</summary>
public static class PersonClaims
{
    /// <summary>Every scope that opens a claim; discovery lists them.</summary>
    public static IReadOnlyList<string> Scopes { get; } =
        ["profile", "name", "given_name", "family_name", "nickname", "email", "email_verified", "picture", "created_at", "identities"];

    /// <summary>The claims for those scopes; what Auth0 doesn't know of a person is left out.</summary>
    public static IReadOnlyDictionary<string, object> Of(TenantUser user, string scope)
    {
        var scopes = scope.Split(' ');
        return Known(user)
            .Where(claim => claim.Value is not null && claim.Scopes.Any(opening => scopes.Contains(opening, StringComparer.Ordinal)))
            .ToDictionary(claim => claim.Name, claim => claim.Value!, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, object? Value, string[] Scopes)> Known(TenantUser user) =>
    [
        ("nickname", user.Nickname, ["profile", "nickname"]),
        ("name", user.Name, ["profile", "name"]),
        ("picture", user.Picture, ["profile", "picture"]),
        ("given_name", user.GivenName, ["profile", "given_name"]),
        ("family_name", user.FamilyName, ["profile", "family_name"]),
        ("updated_at", Instant(user.UpdatedAt), ["profile"]),
        ("created_at", Instant(user.CreatedAt), ["created_at"]),
        ("identities", Identities(user), ["identities"]),
        ("email", user.Email, ["email"]),
        ("email_verified", user.EmailVerified, ["email", "email_verified"]),
    ];

    private static JsonElement Identities(TenantUser user) =>
        JsonSerializer.SerializeToElement(new[] { new { provider = "auth0", user_id = user.IdentityId, connection = user.Connection, isSocial = false } });

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
