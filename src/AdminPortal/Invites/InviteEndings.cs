namespace AdminPortal.Invites;

// The ends: refused, lapsed, withdrawn, accepted, and what each leaves to do in Auth0.
public sealed partial class Invite
{
    /// <summary>Whether the address is taken by this invitation.</summary>
    public bool IsOpen => Status is InviteStatus.Queued or InviteStatus.Sent or InviteStatus.Unconfirmed or InviteStatus.Revoking;

    /// <summary>Withdrawn, expired or failed, and an account of ours may still exist.</summary>
    public bool IsClosing => Status == InviteStatus.Revoking || (Status is InviteStatus.Expired or InviteStatus.Failed && AccountMayExist);

    /// <summary>Refused for good; if an account of ours may exist, removing it is due at once.</summary>
    public bool Fail(DateTimeOffset now, InviteFailure failure)
    {
        if (!Goes(InviteStatus.Failed))
        {
            return false;
        }

        Failure = failure;
        ForgetRequest();
        Close(now);
        return true;
    }

    /// <summary>The lifetime has passed unused; removing the account is due at once.</summary>
    public bool Expire(DateTimeOffset now)
    {
        if (ExpiresAt is not { } expiry || expiry > now || !Goes(InviteStatus.Expired))
        {
            return false;
        }

        ForgetRequest();
        Close(now);
        return true;
    }

    /// <summary>Somebody withdraws it. Where nothing was ever asked of Auth0 that is the end of it; otherwise the account goes first.</summary>
    public bool Revoke(DateTimeOffset now, Inviter by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!Goes(Status == InviteStatus.Queued && !AccountMayExist && ClaimedUntil is null ? InviteStatus.Revoked : InviteStatus.Revoking))
        {
            return false;
        }

        RevokedAt = now;
        RevokedById = by.Id;
        RevokedByName = by.Name;
        RolesDue = false;
        Settle();
        NextAttemptAt = Status == InviteStatus.Revoking ? now : null;
        return true;
    }

    /// <summary>The account is about to be blocked on the way to closing.</summary>
    public bool BlockAccount(DateTimeOffset now)
    {
        if (!IsClosing && (Status != InviteStatus.Queued || BlockedAt is null))
        {
            return false;
        }

        BlockedAt ??= now;
        return true;
    }

    /// <summary>The account is gone: what was closing is closed.</summary>
    public bool Closed(DateTimeOffset now)
    {
        if (!IsClosing)
        {
            return false;
        }

        AccountGone(now);
        ForgetRequest();
        if (Status == InviteStatus.Revoking)
        {
            Goes(InviteStatus.Revoked);
        }

        Settle();
        return true;
    }

    /// <summary>The password was set; tidying the account up is due at once.</summary>
    public bool Accept(DateTimeOffset acceptedAt, DateTimeOffset now)
    {
        if (!Goes(InviteStatus.Accepted))
        {
            return false;
        }

        AcceptedAt = acceptedAt;
        Failure = null;
        ForgetRequest();
        Settle();

        // Whoever tries an invitation out may want to look around with the account; it goes when the invitation would have ended.
        NextAttemptAt = IsTest && RevokedAt is null && ExpiresAt > now ? ExpiresAt : now;
        return true;
    }

    /// <summary>The account of a test whose password was set is gone, as every test's is in the end.</summary>
    public bool EndTest(DateTimeOffset now)
    {
        if (Status != InviteStatus.Accepted || !IsTest)
        {
            return false;
        }

        AccountGone(now);
        Settle();
        return true;
    }

    /// <summary>The accepted account no longer looks like an invitation.</summary>
    public bool Tidied()
    {
        if (Status != InviteStatus.Accepted)
        {
            return false;
        }

        BlockedAt = null;
        if (!RolesDue)
        {
            Settle();
        }

        return true;
    }

    /// <summary>The person was seen signed in.</summary>
    public bool SignIn(DateTimeOffset at)
    {
        if (Status != InviteStatus.Accepted || FirstSignInAt is not null)
        {
            return false;
        }

        FirstSignInAt = at;
        return true;
    }

    private void Close(DateTimeOffset now)
    {
        // With the account every role goes.
        RolesDue = false;
        Settle();
        NextAttemptAt = AccountMayExist ? now : null;
    }
}
