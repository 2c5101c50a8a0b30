namespace AdminPortal.SignIn;

/// <summary>What somebody can be here. Each stands for a role of the Auth0 tenant, whose name is a setting.</summary>
public enum PortalRole
{
    /// <summary>Company admin: everything.</summary>
    Admin,

    /// <summary>Team lead: the invitations of the teams they lead.</summary>
    TeamLead,

    /// <summary>Support staff: look up an address, do nothing.</summary>
    Support,
}
