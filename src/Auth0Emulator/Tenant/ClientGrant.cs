namespace Auth0Emulator.Tenant;

/// <summary>What a client may ask of an API; baked into a token when it is issued.</summary>
public sealed record ClientGrant
{
    /// <summary><c>cgr_</c> and 16 letters or digits.</summary>
    public required string Id { get; init; }

    public required string ClientId { get; init; }

    public required string Audience { get; init; }

    public required IReadOnlyList<string> Scope { get; init; }
}
