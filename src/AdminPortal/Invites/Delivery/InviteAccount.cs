using System.Text.Json.Nodes;
using AdminPortal.Auth0;

namespace AdminPortal.Invites;

/// <summary>How an invitation's account looks in Auth0.</summary>
internal static class InviteAccount
{
    /// <summary>The key under which the mail template finds the invitation.</summary>
    private const string MetadataKey = "invitation";

    /// <summary>The account's whole id: the one an answer of Auth0 gave, otherwise the one we ask for.</summary>
    public static string UserId(Invite invite) => invite.Auth0UserId ?? $"auth0|{invite.AccountId}";

    /// <summary>The invitation whose account has such an id; null for every account that isn't ours.</summary>
    public static Guid? InviteOf(string userId)
    {
        const string Prefix = "auth0|";
        const int Digits = 32;
        return userId.StartsWith(Prefix, StringComparison.Ordinal) && userId.Length > Prefix.Length + Digits && userId[Prefix.Length + Digits] == '-'
            && Guid.TryParseExact(userId.AsSpan(Prefix.Length, Digits), "N", out var id) ? id : null;
    }

    /// <summary>
    /// Whether the link was used: we never set a password after creation and always create unverified, so any sign of either came later.
    /// Auth0's clock is not compared with ours.
    /// </summary>
    public static bool IsUsed(Invite invite, Auth0User account) => account.EmailVerified || (account.LastPasswordReset is not null && invite.MailsRequested > 0);

    /// <summary>Whether anybody has ever used an account that isn't ours.</summary>
    public static bool IsInUse(Auth0User account) => account.EmailVerified || account.LastPasswordReset is not null || account.LoginsCount > 0;

    /// <summary>What the mail template shows of the invitation.</summary>
    public static JsonObject Metadata(Invite invite, DateTimeOffset expiresAt)
    {
        var invitation = new JsonObject
        {
            ["inviter"] = Plain(invite.InvitedByName),
            ["expiry"] = expiresAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        };

        // Auth0 merges metadata one level deep and replaces what lies below, so a message left out is a message gone.
        if (invite.Message is not null)
        {
            invitation["message"] = invite.Message;
        }

        return new JsonObject { [MetadataKey] = invitation };
    }

    /// <summary>Takes the invitation off the account, or later password resets would read as invitations.</summary>
    public static JsonObject NoMetadata() => new() { [MetadataKey] = null };

    // The inviter's name stands in the mail's subject: one line, no more than a name.
    private static string Plain(string name)
    {
        var line = new string([.. name.Where(letter => !char.IsControl(letter))]).Trim();
        return line.Length <= InviteEntry.MaxName ? line : line[..InviteEntry.MaxName];
    }
}
