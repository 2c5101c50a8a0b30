namespace AdminPortal.SignIn;

/// <summary>How far a right goes.</summary>
public enum Reach
{
    /// <summary>Nowhere: the person does not have it.</summary>
    None,

    /// <summary>To the teams the person leads, and what belongs to them.</summary>
    LedTeams,

    /// <summary>To everything.</summary>
    Everything,
}
