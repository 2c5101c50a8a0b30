namespace AdminPortal.SignIn;

/// <summary>Somebody who is signed in, and what they may do at this moment.</summary>
public sealed record Person
{
    /// <summary>The id of their account in Auth0.</summary>
    public required string Subject { get; init; }

    /// <summary>How they are called on the screen.</summary>
    public required string Name { get; init; }

    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary>What gives them their rights: a role's name, "First admin", or nothing.</summary>
    public string RoleName { get; init; } = "";

    /// <summary>Everything they may do.</summary>
    public IReadOnlySet<Right> Rights { get; init; } = new HashSet<Right>();

    /// <summary>Whether they may do this.</summary>
    public bool May(Right right) => Rights.Contains(right);
}
