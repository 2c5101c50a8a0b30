using System.Text.Json.Nodes;

namespace AdminPortal.Auth0;

/// <summary>One call that read or changed the tenant's configuration, and what came of it: the evidence and the answer in one.</summary>
/// <param name="Method">GET, PATCH and so on.</param>
/// <param name="Path">The path and query as they were sent; ids stand in it, never a secret.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Took">How long the answer took, the wait for its turn included.</param>
/// <param name="Answer">What Auth0 said.</param>
public sealed record TenantCall<T>(string Method, string Path, DateTimeOffset At, TimeSpan Took, Auth0Result<T> Answer);

/// <summary>What the tenant publishes of itself.</summary>
/// <param name="Issuer">What it calls itself.</param>
public sealed record DiscoveryFacts(string Issuer);

/// <summary>A connection of the tenant.</summary>
/// <param name="Options">Its settings; null when the token may not see them.</param>
public sealed record ConnectionFacts(string Id, string Name, string Strategy, JsonObject? Options)
{
    /// <summary>The strategy of Auth0's own user database.</summary>
    public const string Database = "auth0";
}

/// <summary>An application of the tenant, without its secret.</summary>
public sealed record ApplicationFacts
{
    /// <summary>Its id.</summary>
    public required string ClientId { get; init; }

    /// <summary>Its name in the dashboard.</summary>
    public required string Name { get; init; }

    /// <summary>Where sign-in may lead back to.</summary>
    public IReadOnlyList<string> Callbacks { get; init; } = [];

    /// <summary>Where signing out may lead to.</summary>
    public IReadOnlyList<string> LogoutUrls { get; init; } = [];

    /// <summary>Where its sign-in begins; empty when it has no such page.</summary>
    public string LoginRoute { get; init; } = "";
}

/// <summary>What an application may do at an API.</summary>
/// <param name="AllowsAll">Every scope, those to come included.</param>
public sealed record GrantFacts(IReadOnlyList<string> Scopes, bool AllowsAll);

/// <summary>Who takes the tenant's mails.</summary>
/// <param name="Name">The kind: smtp, ses, sendgrid and so on.</param>
/// <param name="Enabled">While it is switched off Auth0's own mailer is used.</param>
/// <param name="From">The address that mails come from when the template names none; may be empty.</param>
/// <param name="Host">The server, of smtp alone.</param>
public sealed record MailProviderFacts(string Name, bool Enabled, string From, string Host);

/// <summary>A domain of the tenant's own.</summary>
/// <param name="Status">ready when it is verified.</param>
/// <param name="IsDefault">Whether links carry it unless a call says otherwise.</param>
public sealed record CustomDomainFacts(string Domain, string Status, bool IsDefault);

/// <summary>What the tenant calls itself in front of people, and where they write to; empty where that was never set.</summary>
public sealed record TenantNames(string FriendlyName, string SupportEmail);
