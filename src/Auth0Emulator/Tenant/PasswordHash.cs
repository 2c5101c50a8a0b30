using System.Globalization;
using System.Security.Cryptography;

namespace Auth0Emulator.Tenant;

/// <summary>How the tenant keeps passwords: PBKDF2 with a salt each.</summary>
public static class PasswordHash
{
    // A local tenant: enough that no password stands in the folder readably, few enough that a thousand users are made in seconds.
    private const int Iterations = 5_000;
    private const int Size = 32;

    /// <summary>The text to keep for <paramref name="password"/>.</summary>
    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, Size);
        return string.Create(CultureInfo.InvariantCulture, $"{Iterations}.{Convert.ToBase64String(salt)}.{Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether <paramref name="password"/> is the one kept as <paramref name="kept"/>.</summary>
    public static bool Matches(string kept, string password)
    {
        if (kept.Split('.') is not [var iterations, var salt, var hash])
        {
            return false;
        }

        var given = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(salt), int.Parse(iterations, CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, Size);
        return CryptographicOperations.FixedTimeEquals(given, Convert.FromBase64String(hash));
    }
}
