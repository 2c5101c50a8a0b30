using System.Security.Cryptography;
using System.Text;

namespace Auth0Emulator.Tenant;

/// <summary>The fields Auth0 fills in by itself when a user is created.</summary>
public static class NewUsers
{
    /// <summary>A user with an id of its own and Auth0's defaults for name, nickname and picture.</summary>
    public static TenantUser Shape(string email, string connection, string passwordHash, DateTimeOffset now)
    {
        var folded = email.ToLowerInvariant();
        return new TenantUser
        {
            UserId = RandomText.UserId(),
            Connection = connection,
            Email = folded,
            Name = folded,
            Nickname = folded.Split('@')[0],
            Picture = Gravatar(folded),
            PasswordHash = passwordHash,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static string Gravatar(string email)
    {
#pragma warning disable CA5351 // Gravatar addresses pictures by MD5; nothing secret rests on it.
        var hash = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(email)));
#pragma warning restore CA5351
        var letters = Uri.EscapeDataString(email[..Math.Min(2, email.Length)]);
        return $"https://s.gravatar.com/avatar/{hash}?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2F{letters}.png";
    }
}
