namespace AdminPortal.Invites;

// The way out: one method per arrow of the transition table and per step. The time is passed in; false says that the
// invitation has moved on meanwhile: losing a race is normal.
public sealed partial class Invite
{
    /// <summary>Records an invitation; delivery is due at once.</summary>
    public static Invite Create(
        Guid id, EmailAddress address, string? name, IReadOnlyList<GrantedRole> roles, TimeSpan lifetime, string? message, Inviter by, DateTimeOffset now, DateTimeOffset? endsBy = null, bool isBulk = false, bool isTest = false, Guid? teamId = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(by);
        return new Invite
        {
            Id = id,
            Email = address.Display,
            EmailKey = address.Key,
            Name = name,
            Roles = roles,
            TeamId = teamId,
            Lifetime = lifetime,
            EndsBy = endsBy,
            IsBulk = isBulk,
            IsTest = isTest,
            Message = message,
            Status = InviteStatus.Queued,
            InvitedById = by.Id,
            InvitedByName = by.Name,
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }

    /// <summary>The id its account gets in Auth0, without the connection's prefix.</summary>
    public string AccountId => $"{Id:N}-{Generation}";

    /// <summary>Takes it for one worker until the lease ends; false when it isn't due or somebody else has it.</summary>
    public bool Claim(DateTimeOffset now, TimeSpan lease)
    {
        if (NextAttemptAt is not { } due || due > now || ClaimedUntil > now)
        {
            return false;
        }

        ClaimedUntil = now + lease;
        ClaimNumber++;
        return true;
    }

    /// <summary>Renews the claim while work goes on.</summary>
    public void Hold(DateTimeOffset now, TimeSpan lease) => ClaimedUntil = now + lease;

    /// <summary>Gives the claim back.</summary>
    public void Release() => ClaimedUntil = null;

    /// <summary>An account is about to be asked for: from here on one may exist.</summary>
    public bool ExpectAccount()
    {
        if (Status != InviteStatus.Queued)
        {
            return false;
        }

        AccountMayExist = true;
        AccountRemovedAt = null;
        return true;
    }

    /// <summary>Auth0 has the account under this id.</summary>
    public bool AccountFound(string userId)
    {
        AccountMayExist = true;
        Auth0UserId = userId;
        return Status == InviteStatus.Queued;
    }

    /// <summary>Auth0 has no account of ours (any more); the next one gets another id.</summary>
    public void AccountGone(DateTimeOffset now)
    {
        if (Auth0UserId is not null || MailsRequested > 0)
        {
            AccountRemovedAt = now;
        }

        AccountMayExist = false;
        Auth0UserId = null;
        AppliedRoles = [];
        BlockedAt = null;
        Generation++;
    }

    /// <summary>Waits for the next try. Being told to slow down, or waiting for an earlier account, is no failed try.</summary>
    public bool Wait(DateTimeOffset until, WaitReason reason, string waitingFor, IReadOnlyCollection<string>? missingScopes = null)
    {
        if (NextAttemptAt is null)
        {
            return false;
        }

        NextAttemptAt = until;
        WaitReason = reason;
        WaitingFor = waitingFor;
        MissingScopes = missingScopes is { Count: > 0 } ? string.Join(' ', missingScopes) : null;
        Attempts += reason is WaitReason.Limit or WaitReason.EarlierAccount or WaitReason.Evidence or WaitReason.Provider ? 0 : 1;
        Faults = reason is WaitReason.Fault ? Faults + 1 : Faults;
        return true;
    }

    /// <summary>What it waited for may be there: it is due now.</summary>
    public bool WakeUp(DateTimeOffset now)
    {
        if (NextAttemptAt is null || NextAttemptAt <= now)
        {
            return false;
        }

        NextAttemptAt = now;
        return true;
    }

    /// <summary>Somebody asks for another mail.</summary>
    public bool SendAgain(DateTimeOffset now)
    {
        if (!Goes(InviteStatus.Queued))
        {
            return false;
        }

        Settle();
        Failure = null;
        ForgetRequest();
        MailsRefused = 0;
        ExpiresAt = null;
        EndsBy = null;
        NextAttemptAt = now;
        return true;
    }

    private bool Goes(InviteStatus to)
    {
        if (!InviteTransitions.Allows(Status, to))
        {
            return false;
        }

        Status = to;
        return true;
    }

    private void Settle()
    {
        NextAttemptAt = null;
        Attempts = 0;
        Faults = 0;
        WaitReason = WaitReason.None;
        WaitingFor = null;
        MissingScopes = null;
    }
}

/// <summary>Who asks for a change, as it is noted on the invitation.</summary>
public sealed record Inviter(string Id, string Name);
