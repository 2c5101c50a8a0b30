namespace AdminPortal.Teams;

/// <summary>Where teams, and the invitations of one, stand in the address bar.</summary>
public static class TeamAddress
{
    /// <summary>Where the teams are.</summary>
    public const string Path = "/teams";

    /// <summary>The archived ones.</summary>
    public const string Archived = Path + "?show=archived";

    /// <summary>One team.</summary>
    public static string Of(Guid id) => $"{Path}/{id}";

    /// <summary>The leads on a team's page.</summary>
    public static string LeadsOf(Guid id) => $"{Of(id)}#leads";

    /// <summary>One invitation.</summary>
    public static string Invite(Guid id) => $"/invites/{id}";

    /// <summary>The invitations of a team, all of them or those with one status.</summary>
    public static string InvitesOf(Guid id, string? status = null) => status is null ? $"/invites?team={id}" : $"/invites?team={id}&status={status}";
}
