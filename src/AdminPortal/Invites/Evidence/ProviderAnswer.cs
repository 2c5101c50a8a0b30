namespace AdminPortal.Invites;

/// <summary>What a mail provider means that did not take a mail. Auth0's <c>fn</c> is no bounce: it says that handing over failed.</summary>
internal static class ProviderAnswer
{
    // The enhanced status codes of RFC 3463 about the recipient, and the words of the providers that Auth0 offers.
    private static readonly string[] AboutTheAddress =
    [
        "5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.2.2",
        "user unknown", "unknown user", "no such user", "no such recipient", "unknown recipient", "recipient address rejected", "recipient not found", "invalid recipient",
        "invalid address", "bad recipient", "mailbox unavailable", "mailbox not found", "mailbox full", "mailbox does not exist", "address does not exist", "account does not exist",
        "suppress", "blocklisted recipient", "domain does not exist", "domain not found",
    ];

    /// <summary>Whether the address is at fault; everything else is trouble between Auth0 and the provider, and the same for everybody.</summary>
    public static bool IsAboutTheAddress(string error) => Array.Exists(AboutTheAddress, words => error.Contains(words, StringComparison.OrdinalIgnoreCase));
}
