namespace Auth0Emulator.Tenant;

/// <summary>A database connection.</summary>
public sealed record TenantConnection
{
    /// <summary><c>con_</c> and 16 letters or digits.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string Strategy { get; init; } = "auth0";

    public PasswordPolicy PasswordPolicy { get; init; } = PasswordPolicy.Good;

    public bool RequiresUsername { get; init; }

    public bool DisableSignup { get; init; }

    public bool DisableSelfServiceChangePassword { get; init; }

    /// <summary>The clients that may use it; the client of the Management token needs to be among them to create users.</summary>
    public IReadOnlyList<string> EnabledClients { get; init; } = [];
}
