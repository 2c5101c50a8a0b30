namespace Auth0Emulator.Tenant;

/// <summary>What is behind the tenant's pages: one colour, or a gradient from one to another.</summary>
public sealed record PageBackground
{
    /// <summary>The colour, or the one the gradient starts with.</summary>
    public required string Start { get; init; }

    /// <summary>The colour the gradient ends with; null for one colour.</summary>
    public string? End { get; init; }

    /// <summary>The gradient's angle.</summary>
    public double AngleInDegrees { get; init; }
}
