namespace AdminPortal.Tests.Matrix;

/// <summary>What a use case is called on; made anew for every call.</summary>
public sealed record Target
{
    /// <summary>The team in question: the place's, or the lead's own where the place says nothing.</summary>
    public Guid? Team { get; init; }

    /// <summary>A pending invitation there.</summary>
    public Guid Invite { get; init; }

    /// <summary>A waiting request there.</summary>
    public Guid Request { get; init; }

    /// <summary>A test invitation that is under way.</summary>
    public Guid Test { get; init; }

    /// <summary>Who made the invitation there.</summary>
    public static string Inviter => "auth0|mira";

    /// <summary>A number no other call has, for names and addresses.</summary>
    public required int Number { get; init; }

    /// <summary>An address no other call has.</summary>
    public string Address => $"matrix{Number}@example.com";
}
