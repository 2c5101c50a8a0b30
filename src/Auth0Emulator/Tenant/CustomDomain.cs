namespace Auth0Emulator.Tenant;

/// <summary>A domain of the tenant's owner that stands for the tenant's own.</summary>
public sealed record CustomDomain
{
    /// <summary>Of a domain that is verified.</summary>
    public const string Ready = "ready";

    /// <summary><c>cd_</c> and 16 letters or digits.</summary>
    public required string Id { get; init; }

    public required string Domain { get; init; }

    /// <summary><c>ready</c>, <c>pending_verification</c>, <c>pending</c>, <c>failed</c> or <c>disabled</c>.</summary>
    public string Status { get; init; } = Ready;

    /// <summary>Whether links lead there when nobody says otherwise.</summary>
    public bool IsDefault { get; init; }
}
