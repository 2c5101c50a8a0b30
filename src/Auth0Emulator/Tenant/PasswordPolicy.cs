using System.Globalization;
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
    /// <summary>Whether <paramref name="password"/> satisfies the policy; a connection may ask for another length than the policy does.</summary>
    public static bool Satisfies(this PasswordPolicy policy, string password, int? minimumLength = null) => password.Length >= Length(policy, minimumLength) && policy switch
    {
        PasswordPolicy.None or PasswordPolicy.Low => true,
        PasswordPolicy.Fair => password.Any(char.IsLower) && password.Any(char.IsUpper) && password.Any(char.IsDigit),
        PasswordPolicy.Good => Kinds(password) >= 3,
        PasswordPolicy.Excellent => Kinds(password) >= 3 && !HasThreeAlikeInARow(password),
    };

    /// <summary>The rules in words, for a page that asks for a new password.</summary>
    public static IReadOnlyList<string> Rules(this PasswordPolicy policy, int? minimumLength = null)
    {
        var length = Length(policy, minimumLength);
        var atLeast = string.Create(CultureInfo.InvariantCulture, $"At least {length} {(length == 1 ? "character" : "characters")}");
        return policy switch
        {
            PasswordPolicy.None or PasswordPolicy.Low => [atLeast],
            PasswordPolicy.Fair => [atLeast, "Lower case (a-z), upper case (A-Z) and numbers (0-9)"],
            PasswordPolicy.Good => [atLeast, ThreeKinds],
            PasswordPolicy.Excellent => [atLeast, ThreeKinds, "No more than 2 identical characters in a row"],
        };
    }

    /// <summary>The length the policy asks for by itself.</summary>
    public static int MinimumLength(this PasswordPolicy policy) => policy switch
    {
        PasswordPolicy.None => 1,
        PasswordPolicy.Low => 6,
        PasswordPolicy.Fair or PasswordPolicy.Good => 8,
        PasswordPolicy.Excellent => 10,
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

    // Nobody gets in without a password, whatever the connection says.
    private static int Length(PasswordPolicy policy, int? minimumLength) => Math.Max(1, minimumLength ?? policy.MinimumLength());

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
