using AdminPortal.SignIn;

namespace AdminPortal.Teams;

/// <summary>Leading a team is written here, but it counts only together with a role in Auth0.</summary>
internal static class LeadRole
{
    /// <summary>The role somebody still needs before leading a team counts; null when they hold it, when they may do everything anyway, or when nobody knows.</summary>
    public static string? MissingLeadRole(this PortalRoleMembers roles, string subject) =>
        roles.IsKnown(PortalRole.TeamLead) && !roles.Holds(PortalRole.TeamLead, subject) && !roles.Holds(PortalRole.Admin, subject) ? roles.NameOf(PortalRole.TeamLead) : null;
}
