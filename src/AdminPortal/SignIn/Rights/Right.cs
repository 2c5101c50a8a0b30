namespace AdminPortal.SignIn;

/// <summary>What a person may do; slices name rights, never roles. Who has which stands in <see cref="RightsMatrix"/>.</summary>
public enum Right
{
    /// <summary>See the invitations and their timelines.</summary>
    SeeInvites,

    /// <summary>Look up what became of one address, and nothing else about it.</summary>
    LookUpInvites,

    /// <summary>Invite people.</summary>
    InvitePeople,

    /// <summary>Ask an admin to invite people.</summary>
    AskForInvites,

    /// <summary>Send an invitation again.</summary>
    ResendInvites,

    /// <summary>Let an open invitation end later.</summary>
    ExtendInvites,

    /// <summary>Change the roles of an open invitation.</summary>
    ChangeInviteRoles,

    /// <summary>Move an open invitation to another team.</summary>
    ChangeInviteTeam,

    /// <summary>Withdraw an invitation.</summary>
    RevokeInvites,

    /// <summary>Decide about the open invitations of somebody who may not invite any more.</summary>
    DecideLeftInvites,

    /// <summary>See what was asked for and what came of it: whoever reaches everything sees all of it, a lead what they asked themselves.</summary>
    SeeRequests,

    /// <summary>Answer what others have asked to be invited.</summary>
    DecideRequests,

    /// <summary>See the teams and who leads them.</summary>
    SeeTeams,

    /// <summary>Make, rename and archive teams, and say who leads them.</summary>
    ManageTeams,

    /// <summary>Read the audit, check that it is whole, and take it away as a file.</summary>
    SeeAudit,

    /// <summary>See who is signed in.</summary>
    SeeSessions,

    /// <summary>Sign somebody else out.</summary>
    EndSessions,

    /// <summary>See what is wrong between the portal and the tenant.</summary>
    SeeTenantProblems,

    /// <summary>Put right what is wrong with the tenant, change its mails and its look.</summary>
    ChangeSetup,
}
