namespace Auth0Emulator.Tenant;

/// <summary>The provider that takes the tenant's mail; here it is always the inbox, whatever the name says.</summary>
public sealed record EmailProvider
{
    public required string Name { get; init; }

    public bool Enabled { get; init; } = true;

    public string? DefaultFromAddress { get; init; }

    public string? SmtpHost { get; init; }

    public int? SmtpPort { get; init; }

    public string? SmtpUser { get; init; }

    /// <summary>Addresses at these domains are refused, so that log entries of type <c>fn</c> can be had.</summary>
    public IReadOnlyList<string> RefusedDomains { get; init; } = [];
}
