using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Auth0Emulator.Tenant;

/// <summary>A connection people sign in by; only those of databases do anything here.</summary>
public sealed record TenantConnection
{
    /// <summary>The strategy of a database.</summary>
    public const string Database = "auth0";

    /// <summary><c>con_</c> and 16 letters or digits.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? DisplayName { get; init; }

    /// <summary><c>auth0</c> for a database, <c>samlp</c>, <c>waad</c> and the like for an enterprise's own.</summary>
    public string Strategy { get; init; } = Database;

    public PasswordPolicy PasswordPolicy { get; init; } = PasswordPolicy.Good;

    /// <summary>Null takes the policy's own.</summary>
    public int? MinimumPasswordLength { get; init; }

    public bool RequiresUsername { get; init; }

    public bool DisableSignup { get; init; }

    public bool DisableSelfServiceChangePassword { get; init; }

    /// <summary>All options as they were last written, with those that change nothing here; null for a connection whose options were never written. Where it differs from the properties above, those hold.</summary>
    public JsonObject? WrittenOptions { get; init; }

    /// <summary>The clients that may use it; the client of the Management token needs to be among them to create users.</summary>
    public IReadOnlyList<string> EnabledClients { get; init; } = [];

    /// <summary>Whether it holds users and passwords of its own.</summary>
    [JsonIgnore]
    public bool IsDatabase => Strategy == Database;

    /// <summary>Whether the client may use it.</summary>
    public bool IsEnabledFor(string clientId) => EnabledClients.Contains(clientId, StringComparer.Ordinal);

    /// <summary>Whether a password is strong enough for it.</summary>
    public bool Takes(string password) => PasswordPolicy.Satisfies(password, MinimumPasswordLength);

    /// <summary>What it asks of a password, in words.</summary>
    public IReadOnlyList<string> PasswordRules() => PasswordPolicy.Rules(MinimumPasswordLength);
}
