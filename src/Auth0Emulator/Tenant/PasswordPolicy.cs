using System.Text.Json.Serialization;

namespace Auth0Emulator.Tenant;

/// <summary>How strong a connection wants its passwords.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PasswordPolicy>))]
public enum PasswordPolicy
{
    /// <summary>At least one character.</summary>
    None,

    /// <summary>At least 6 characters.</summary>
    Low,

    /// <summary>At least 8 characters with lower case, upper case and a digit.</summary>
    Fair,

    /// <summary>At least 8 characters with three of: lower case, upper case, digit, special character.</summary>
    Good,

    /// <summary>At least 10 characters, three of the four kinds, never more than two alike in a row.</summary>
    Excellent,
}

/// <summary>What each policy asks for.</summary>
public static class PasswordStrength
{
    /// <summary>Whether <paramref name="password"/> satisfies the policy.</summary>
    public static bool Satisfies(this PasswordPolicy policy, string password) => policy switch
    {
        PasswordPolicy.None => password.Length >= 1,
        PasswordPolicy.Low => password.Length >= 6,
        PasswordPolicy.Fair => password.Length >= 8 && password.Any(char.IsLower) && password.Any(char.IsUpper) && password.Any(char.IsDigit),
        PasswordPolicy.Good => password.Length >= 8 && Kinds(password) >= 3,
        PasswordPolicy.Excellent => password.Length >= 10 && Kinds(password) >= 3 && !HasThreeAlikeInARow(password),
    };

    /// <summary>The rules in words, for a page that asks for a new password.</summary>
    public static IReadOnlyList<string> Rules(this PasswordPolicy policy) => policy switch
    {
        PasswordPolicy.None => ["At least 1 character"],
        PasswordPolicy.Low => ["At least 6 characters"],
        PasswordPolicy.Fair => ["At least 8 characters", "Lower case (a-z), upper case (A-Z) and numbers (0-9)"],
        PasswordPolicy.Good => ["At least 8 characters", ThreeKinds],
        PasswordPolicy.Excellent => ["At least 10 characters", ThreeKinds, "No more than 2 identical characters in a row"],
    };

    /// <summary>The name the API uses.</summary>
    public static string ApiName(this PasswordPolicy policy) => policy switch
    {
        PasswordPolicy.None => "none",
        PasswordPolicy.Low => "low",
        PasswordPolicy.Fair => "fair",
        PasswordPolicy.Good => "good",
        PasswordPolicy.Excellent => "excellent",
    };

    private const string ThreeKinds = "At least 3 of: lower case (a-z), upper case (A-Z), numbers (0-9), special characters (e.g. !@#$%^&*)";

    private static int Kinds(string password) =>
        (password.Any(char.IsLower) ? 1 : 0)
        + (password.Any(char.IsUpper) ? 1 : 0)
        + (password.Any(char.IsDigit) ? 1 : 0)
        + (password.Any(character => !char.IsLetterOrDigit(character)) ? 1 : 0);

    private static bool HasThreeAlikeInARow(string password)
    {
        for (var at = 2; at < password.Length; at++)
        {
            if (password[at] == password[at - 1] && password[at] == password[at - 2])
            {
                return true;
            }
        }

        return false;
    }
}
