namespace AdminPortal.Invites;

// What people change while it is open: its end, its roles and its team. Nothing here opens or closes an invitation.
public sealed partial class Invite
{
    /// <summary>When it ends as things stand; null while that depends on when its mail goes out.</summary>
    public DateTimeOffset? PlannedEnd => HasLink ? ExpiresAt : null;

    /// <summary>Whether the person's link would die before then, and no mail with another one is on its way.</summary>
    public bool NeedsMailToLastUntil(DateTimeOffset end) => Status is InviteStatus.Sent or InviteStatus.Unconfirmed && (LinkExpiresAt is null || LinkExpiresAt < end);

    /// <summary>Moves its end without another mail. False when it isn't open, or would end earlier than it does now.</summary>
    public bool Extend(DateTimeOffset expiresAt, TimeSpan lifetime, DateTimeOffset? endsBy)
    {
        if (!IsEditable)
        {
            return false;
        }

        if (HasLink)
        {
            // A mail that is on its way has its link already, and an invitation never outlives that.
            var end = LinkExpiresAt < expiresAt ? LinkExpiresAt : expiresAt;
            if (end < ExpiresAt)
            {
                return false;
            }

            ExpiresAt = end;
        }

        // Not mailed yet: the mail, when it goes out, counts from these.
        Lifetime = lifetime;
        EndsBy = endsBy;
        return true;
    }

    /// <summary>Moves its end beyond the life of its link, which takes another mail: the same as sending it again, with another lifetime.</summary>
    public bool ExtendByMail(DateTimeOffset now, TimeSpan lifetime, DateTimeOffset? endsBy)
    {
        if (Status is not (InviteStatus.Sent or InviteStatus.Unconfirmed) || !SendAgain(now))
        {
            return false;
        }

        Lifetime = lifetime;
        EndsBy = endsBy;
        return true;
    }

    /// <summary>Somebody wants other roles. Where an account may exist, giving them to it is due.</summary>
    public bool ChangeRoles(IReadOnlyList<GrantedRole> roles, DateTimeOffset now)
    {
        if (!IsEditable)
        {
            return false;
        }

        Roles = roles;
        RolesDue = AccountMayExist;
        if (RolesDue && Status != InviteStatus.Queued)
        {
            // What an earlier change waits for may not stand in the way of this one. A queued one is due anyway: delivery sees the roles.
            Settle();
            NextAttemptAt = now;
        }

        return true;
    }

    /// <summary>Somebody moves it to another team, or to none. Auth0 knows of no team, so that nothing follows from it there.</summary>
    public bool ChangeTeam(Guid? teamId)
    {
        if (!IsEditable)
        {
            return false;
        }

        TeamId = teamId;
        return true;
    }

    /// <summary>
    /// The roles are about to be asked for: from here on the account may have them beside those it had. Written ahead, because after a crash
    /// nobody would know that a role wanted for a moment is there and has to go again.
    /// </summary>
    public bool ExpectRoles()
    {
        if (!IsEditable && Status != InviteStatus.Accepted)
        {
            return false;
        }

        AppliedRoles = [.. AppliedRoles, .. Roles.Where(role => !AppliedRoles.Includes(role))];
        return true;
    }

    /// <summary>The account has exactly these roles through this invitation; when somebody has changed them meanwhile, the change stays due.</summary>
    public bool ApplyRoles(IReadOnlyList<GrantedRole> applied)
    {
        if (!IsEditable && Status != InviteStatus.Accepted)
        {
            return false;
        }

        AppliedRoles = applied;
        RolesDue = !applied.SameAs(Roles);
        SettleRoles();
        return true;
    }

    /// <summary>A role that was asked for is no longer in the tenant: those that the account had before stay in force.</summary>
    public bool KeepRoles(IReadOnlyList<GrantedRole> asked, IReadOnlyList<GrantedRole> before)
    {
        if (!RolesDue || !asked.SameAs(Roles))
        {
            return false;
        }

        Roles = before;
        RolesDue = false;
        SettleRoles();
        return true;
    }

    /// <summary>The account is gone, and nobody is left to give roles to.</summary>
    public bool DropRoles()
    {
        RolesDue = false;
        return Status == InviteStatus.Accepted;
    }

    // Open, and not on its way out.
    private bool IsEditable => Status is InviteStatus.Queued or InviteStatus.Sent or InviteStatus.Unconfirmed;

    // A link is out, or on its way; what an earlier mail left on the row counts no longer while another one is due.
    private bool HasLink => Status != InviteStatus.Queued || MailRequestedAt is not null;

    // Delivery and tidying up are due by the same instant and are not done with this.
    private void SettleRoles()
    {
        if (!RolesDue && Status is InviteStatus.Sent or InviteStatus.Unconfirmed)
        {
            Settle();
        }
    }
}

/// <summary>Compares roles by what they are in Auth0, whatever they were called when they were granted.</summary>
internal static class GrantedRoles
{
    public static bool Includes(this IEnumerable<GrantedRole> roles, GrantedRole role) => roles.Any(each => each.Id == role.Id);

    public static bool SameAs(this IReadOnlyCollection<GrantedRole> roles, IReadOnlyCollection<GrantedRole> others) => roles.All(others.Includes) && others.All(roles.Includes);
}
