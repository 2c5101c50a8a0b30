using System.Security.Cryptography;

namespace Auth0Emulator.Tenant;

/// <summary>Unguessable ids in Auth0's shapes.</summary>
public static class RandomText
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Letters and digits.</summary>
    public static string Of(int length) => RandomNumberGenerator.GetString(Alphanumeric, length);

    /// <summary>A user id of the database connection: <c>auth0|</c> and 24 hex digits.</summary>
    public static string UserId() => "auth0|" + RandomNumberGenerator.GetHexString(24, lowercase: true);
}
