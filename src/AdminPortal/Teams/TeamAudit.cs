using System.Text.Json;
using System.Text.Json.Serialization;
using AdminPortal.Audit;

namespace AdminPortal.Teams;

/// <summary>The audit rows that changes of a team leave.</summary>
public static class TeamAudit
{
    /// <summary>A team was made.</summary>
    public const string Created = "team.created";

    /// <summary>It is called something else.</summary>
    public const string Renamed = "team.renamed";

    /// <summary>It is out of use.</summary>
    public const string Archived = "team.archived";

    /// <summary>It is in use again.</summary>
    public const string Restored = "team.restored";

    /// <summary>Its invitations begin with other roles, or its leads may grant others.</summary>
    public const string RolesChanged = "team.roles-changed";

    /// <summary>Somebody leads it.</summary>
    public const string LeadAdded = "team.lead-added";

    /// <summary>Somebody does not lead it any more.</summary>
    public const string LeadRemoved = "team.lead-removed";

    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    internal static AuditEntry OfCreated(Team team, AuditActor by, DateTimeOffset now) => Of(team, by, Created, now, new TeamAuditDetails { Team = team.Name });

    internal static AuditEntry OfRenamed(Team team, string before, AuditActor by, DateTimeOffset now) =>
        Of(team, by, Renamed, now, new TeamAuditDetails { Team = team.Name, Before = before });

    internal static AuditEntry OfArchived(Team team, AuditActor by, DateTimeOffset now) => Of(team, by, Archived, now, new TeamAuditDetails { Team = team.Name });

    internal static AuditEntry OfRestored(Team team, AuditActor by, DateTimeOffset now) => Of(team, by, Restored, now, new TeamAuditDetails { Team = team.Name });

    internal static AuditEntry OfRolesChanged(Team team, IReadOnlyList<TeamRole> defaultsBefore, IReadOnlyList<TeamRole> grantableBefore, AuditActor by, DateTimeOffset now) =>
        Of(team, by, RolesChanged, now, new TeamAuditDetails
        {
            Team = team.Name,
            DefaultRoles = Names(team.DefaultRoles),
            DefaultRolesBefore = Names(defaultsBefore),
            GrantableRoles = Names(team.GrantableRoles),
            GrantableRolesBefore = Names(grantableBefore),
        });

    internal static AuditEntry OfLeadAdded(Team team, TeamLead lead, AuditActor by, DateTimeOffset now) => Of(team, by, LeadAdded, now, About(team, lead));

    internal static AuditEntry OfLeadRemoved(Team team, TeamLead lead, AuditActor by, DateTimeOffset now) => Of(team, by, LeadRemoved, now, About(team, lead));

    private static TeamAuditDetails About(Team team, TeamLead lead) => new() { Team = team.Name, LeadId = lead.Subject, Lead = lead.Name, LeadEmail = lead.Email };

    private static IReadOnlyList<string> Names(IReadOnlyList<TeamRole> roles) => [.. roles.Select(role => role.Name)];

    private static AuditEntry Of(Team team, AuditActor by, string action, DateTimeOffset now, TeamAuditDetails details) =>
        AuditEntry.Of(now, by, action, team.Id.ToString(), JsonSerializer.Serialize(details, Compact));
}

/// <summary>What an audit row about a team carries besides who, what and when.</summary>
public sealed record TeamAuditDetails
{
    /// <summary>What the team is called now.</summary>
    public string? Team { get; init; }

    /// <summary>What it was called before.</summary>
    public string? Before { get; init; }

    /// <summary>The account of the person who leads it, or did.</summary>
    public string? LeadId { get; init; }

    /// <summary>That person's name.</summary>
    public string? Lead { get; init; }

    /// <summary>That person's address.</summary>
    public string? LeadEmail { get; init; }

    /// <summary>The roles its invitations begin with.</summary>
    public IReadOnlyList<string>? DefaultRoles { get; init; }

    /// <summary>Those they began with before.</summary>
    public IReadOnlyList<string>? DefaultRolesBefore { get; init; }

    /// <summary>The roles its leads may grant.</summary>
    public IReadOnlyList<string>? GrantableRoles { get; init; }

    /// <summary>Those they might grant before.</summary>
    public IReadOnlyList<string>? GrantableRolesBefore { get; init; }
}
