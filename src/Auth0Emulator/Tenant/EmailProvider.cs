using System.Text.Json.Nodes;

namespace Auth0Emulator.Tenant;

/// <summary>The provider that takes the tenant's mail; here it is always the inbox, whatever the name says.</summary>
public sealed record EmailProvider
{
    /// <summary>The name of the one kind of provider whose credentials are kept field by field.</summary>
    public const string Smtp = "smtp";

    public required string Name { get; init; }

    public bool Enabled { get; init; } = true;

    public string? DefaultFromAddress { get; init; }

    public string? SmtpHost { get; init; }

    public int? SmtpPort { get; init; }

    public string? SmtpUser { get; init; }

    /// <summary>What a read shows of the credentials of any other kind; secrets are never kept.</summary>
    public JsonObject? ShownCredentials { get; init; }

    public JsonObject? Settings { get; init; }

    /// <summary>Addresses at these domains are refused, so that log entries of type <c>fn</c> can be had.</summary>
    public IReadOnlyList<string> RefusedDomains { get; init; } = [];

    /// <summary>What the provider says to every mail, such as "535 5.7.8 Authentication failed"; null while it works.</summary>
    public string? Trouble { get; init; }

    /// <summary>Why it refuses a mail to that address; null when it takes it. One that is switched off is never asked.</summary>
    public string? Refusal(string address)
    {
        if (!Enabled)
        {
            return null;
        }

        return RefusedDomains.Any(domain => address.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase))
            ? Trouble ?? $"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
            : Trouble;
    }
}
