namespace AdminPortal.Tests.Matrix;

/// <summary>Where something belongs, seen from the lead of the team Sales.</summary>
public enum Place
{
    /// <summary>To the team Sales.</summary>
    OwnTeam,

    /// <summary>To a team somebody else leads.</summary>
    AnotherTeam,

    /// <summary>To no team.</summary>
    NoTeam,
}
