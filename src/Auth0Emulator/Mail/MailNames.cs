using System.Collections.Frozen;

namespace Auth0Emulator.Mail;

/// <summary>The names of Auth0's mail templates.</summary>
public static class MailNames
{
    /// <summary>The change-password mail with a link; invitations go out as this one.</summary>
    public const string Reset = "reset_email";

    /// <summary>The mail a new, unverified user gets.</summary>
    public const string Verification = "verify_email";

    /// <summary>The mail that greets a new user.</summary>
    public const string Welcome = "welcome_email";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        Verification, "verify_email_by_code", "auth_email_by_code", Reset, "reset_email_by_code", Welcome, "blocked_account",
        "stolen_credentials", "enrollment_email", "mfa_oob_code", "user_invitation", "async_approval");

    private static readonly FrozenSet<string> OldNamesOfReset = FrozenSet.Create(StringComparer.Ordinal, "change_password", "password_reset");

    /// <summary>The template somebody means, under its old names too; null when there is none of that name.</summary>
    public static string? Find(string name) => OldNamesOfReset.Contains(name) ? Reset : Known.Contains(name) ? name : null;
}
