namespace AdminPortal.SignIn;

/// <summary>What a person may do; slices name rights, never roles.</summary>
public enum Right
{
    /// <summary>See the invitations and their timelines.</summary>
    SeeInvites,

    /// <summary>Invite people.</summary>
    InvitePeople,

    /// <summary>Send an invitation again.</summary>
    ResendInvites,

    /// <summary>Let an open invitation end later.</summary>
    ExtendInvites,

    /// <summary>Change the roles of an open invitation.</summary>
    ChangeInviteRoles,

    /// <summary>Withdraw an invitation.</summary>
    RevokeInvites,

    /// <summary>See what is wrong between the portal and the tenant.</summary>
    SeeTenantProblems,

    /// <summary>Put right what is wrong with the tenant, change its mails and its look.</summary>
    ChangeSetup,
}
