using System.Collections.Frozen;
using AdminPortal.Audit;

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

    /// <summary>Where their session comes from: an IP address; empty when that is not known.</summary>
    public string From { get; init; } = "";

    /// <summary>What gives them their rights: roles by name, "First admin", or nothing.</summary>
    public string RoleName { get; init; } = "";

    /// <summary>The roles they hold here.</summary>
    public IReadOnlySet<PortalRole> Roles { get; init; } = FrozenSet<PortalRole>.Empty;

    /// <summary>What they may do and how far that goes; a right that is absent they do not have.</summary>
    public IReadOnlyDictionary<Right, Reach> Reaches { get; init; } = FrozenDictionary<Right, Reach>.Empty;

    /// <summary>The teams they lead.</summary>
    public IReadOnlySet<Guid> LedTeams { get; init; } = FrozenSet<Guid>.Empty;

    /// <summary>Whether rights are narrowed to reading because Auth0 has not said for too long who holds a role.</summary>
    public bool IsNarrowed { get; init; }

    /// <summary>Whether they may do something at all here, and not only see what is wrong.</summary>
    public bool HasAccess => Reaches.Keys.Any(right => right != Right.SeeTenantProblems);

    /// <summary>Whether they may do this somewhere.</summary>
    public bool May(Right right) => ReachOf(right) != Reach.None;

    /// <summary>How far a right goes.</summary>
    public Reach ReachOf(Right right) => Reaches.GetValueOrDefault(right);

    /// <summary>Whether they may do this with something that belongs to this team, or to none.</summary>
    public bool May(Right right, Guid? team) => ReachOf(right) switch
    {
        Reach.None => false,
        Reach.LedTeams => team is { } id && LedTeams.Contains(id),
        Reach.Everything => true,
    };

    /// <summary>What stands behind their change in the audit.</summary>
    public AuditActor AsActor() => new(Subject, Name, From);
}
