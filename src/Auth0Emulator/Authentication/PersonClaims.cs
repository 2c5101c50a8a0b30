using System.Globalization;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>The claims about a person that the scopes profile and email open: no roles and no metadata.</summary>
public static class PersonClaims
{
    /// <summary>The claims for those scopes; what Auth0 doesn't know of a person is left out.</summary>
    public static IReadOnlyDictionary<string, object> Of(TenantUser user, string scope)
    {
        var scopes = scope.Split(' ');
        var claims = new Dictionary<string, object>(StringComparer.Ordinal);
        if (scopes.Contains("profile", StringComparer.Ordinal))
        {
            Add(claims, "nickname", user.Nickname);
            Add(claims, "name", user.Name);
            Add(claims, "picture", user.Picture);
            Add(claims, "given_name", user.GivenName);
            Add(claims, "family_name", user.FamilyName);
            claims["updated_at"] = user.UpdatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        }

        if (scopes.Contains("email", StringComparer.Ordinal))
        {
            claims["email"] = user.Email;
            claims["email_verified"] = user.EmailVerified;
        }

        return claims;
    }

    private static void Add(Dictionary<string, object> claims, string name, string? value)
    {
        if (value is not null)
        {
            claims[name] = value;
        }
    }
}
