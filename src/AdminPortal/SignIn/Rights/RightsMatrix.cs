using static AdminPortal.SignIn.Reach;

namespace AdminPortal.SignIn;

/// <summary>Who may do what, and where: the one table from which policies, menus and the tests are made.</summary>
public static class RightsMatrix
{
    /// <summary>Every right there is.</summary>
    public static IReadOnlyList<Right> Rights { get; } = Enum.GetValues<Right>();

    /// <summary>Every role there is, the one with the most rights first.</summary>
    public static IReadOnlyList<PortalRole> Roles { get; } = Enum.GetValues<PortalRole>();

    /// <summary>How far a role carries a right.</summary>
    public static Reach ReachOf(Right right, PortalRole role) => role switch
    {
        PortalRole.Admin => Of(right).Admin,
        PortalRole.TeamLead => Of(right).TeamLead,
        PortalRole.Support => Of(right).Support,
    };

    /// <summary>Whether the right only reads: it stays when Auth0 has not said for ten minutes who holds which role.</summary>
    public static bool OnlyReads(Right right) => Of(right).Kind == Kind.Reads;

    private static Row Of(Right right) => right switch
    {
        //                                  kind          admin       team lead  support
        Right.SeeInvites => new Row(Kind.Reads, Everything, LedTeams, None),
        Right.LookUpInvites => new Row(Kind.Reads, Everything, None, Everything),
        Right.InvitePeople => new Row(Kind.Acts, Everything, LedTeams, None),
        Right.AskForInvites => new Row(Kind.Acts, None, LedTeams, None),
        Right.ResendInvites => new Row(Kind.Acts, Everything, LedTeams, None),
        Right.ExtendInvites => new Row(Kind.Acts, Everything, LedTeams, None),
        Right.ChangeInviteRoles => new Row(Kind.Acts, Everything, None, None),
        Right.ChangeInviteTeam => new Row(Kind.Acts, Everything, None, None),
        Right.RevokeInvites => new Row(Kind.Acts, Everything, None, None),
        Right.DecideLeftInvites => new Row(Kind.Acts, Everything, None, None),
        Right.SeeRequests => new Row(Kind.Reads, Everything, LedTeams, None),
        Right.DecideRequests => new Row(Kind.Acts, Everything, None, None),
        Right.SeeTeams => new Row(Kind.Reads, Everything, LedTeams, None),
        Right.ManageTeams => new Row(Kind.Acts, Everything, None, None),
        Right.SeeAudit => new Row(Kind.Reads, Everything, None, None),
        Right.SeeSessions => new Row(Kind.Reads, Everything, None, None),
        Right.EndSessions => new Row(Kind.Acts, Everything, None, None),
        Right.SeeTenantProblems => new Row(Kind.Reads, Everything, None, None),
        Right.ChangeSetup => new Row(Kind.Acts, Everything, None, None),
    };

    private enum Kind
    {
        Reads,
        Acts,
    }

    private sealed record Row(Kind Kind, Reach Admin, Reach TeamLead, Reach Support);
}
