using AdminPortal.Invites;

namespace AdminPortal.Requests;

/// <summary>One lead's request that one address be invited. It keeps what was asked; what was given stands on the invitation. False from an arrow says that somebody else answered first.</summary>
public sealed class InviteRequest
{
    private InviteRequest()
    {
    }

    /// <summary>Order of asking; stable for keyset paging.</summary>
    public long Number { get; private set; }

    /// <summary>The public id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The address as people read it.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The address as it is compared.</summary>
    public string EmailKey { get; private set; } = "";

    /// <summary>The person's name, when it was given.</summary>
    public string? Name { get; private set; }

    /// <summary>The team the person is to join.</summary>
    public Guid TeamId { get; private set; }

    /// <summary>The roles asked for, as they were named then.</summary>
    public IReadOnlyList<RequestedRole> Roles { get; private set; } = [];

    /// <summary>How long the invitation is to stay open after each mail.</summary>
    public TimeSpan Lifetime { get; private set; }

    /// <summary>The last moment the asker chose, when they chose a day.</summary>
    public DateTimeOffset? EndsBy { get; private set; }

    /// <summary>Words for the invitee that are to stand in the mail.</summary>
    public string? Message { get; private set; }

    /// <summary>Words for whoever decides.</summary>
    public string? Reason { get; private set; }

    /// <summary>Subject of the person who asks.</summary>
    public string AskedById { get; private set; } = "";

    /// <summary>Name of the person who asks.</summary>
    public string AskedByName { get; private set; } = "";

    /// <summary>When it was asked.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public RequestStatus Status { get; private set; }

    /// <summary>Subject of the person who answered it, or took it back.</summary>
    public string? AnsweredById { get; private set; }

    /// <summary>Name of the person who answered it, or took it back.</summary>
    public string? AnsweredByName { get; private set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What the admin wrote to the asker when declining.</summary>
    public string? Note { get; private set; }

    /// <summary>What the admin put right before approving, in whole sentences; null when nothing was.</summary>
    public string? Correction { get; private set; }

    /// <summary>The invitation it became, or was overtaken by.</summary>
    public Guid? InviteId { get; private set; }

    /// <summary>Concurrency token: raised by every change.</summary>
    public long Version { get; private set; }

    /// <summary>Records a request.</summary>
    public static InviteRequest Create(Guid id, WantedPerson person, RequestedInvite invite, Inviter by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(by);
        return new InviteRequest
        {
            Id = id,
            Email = person.Address.Display,
            EmailKey = person.Address.Key,
            Name = person.Name,
            TeamId = invite.TeamId,
            Roles = invite.Roles,
            Lifetime = invite.Lifetime,
            EndsBy = invite.EndsBy,
            Message = invite.Message,
            Reason = invite.Reason,
            AskedById = by.Id,
            AskedByName = by.Name,
            AskedAt = now,
        };
    }

    /// <summary>An admin says yes, and this is the invitation.</summary>
    public bool Approve(Guid inviteId, string? correction, Inviter by, DateTimeOffset now)
    {
        if (!Answer(RequestStatus.Approved, by, now))
        {
            return false;
        }

        (InviteId, Correction) = (inviteId, correction);
        return true;
    }

    /// <summary>An admin says no.</summary>
    public bool Decline(string? note, Inviter by, DateTimeOffset now)
    {
        if (!Answer(RequestStatus.Declined, by, now))
        {
            return false;
        }

        Note = note;
        return true;
    }

    /// <summary>The asker takes it back.</summary>
    public bool Withdraw(Inviter by, DateTimeOffset now) => Answer(RequestStatus.Withdrawn, by, now);

    /// <summary>An admin closes it because of this other invitation.</summary>
    public bool Overtake(Guid inviteId, Inviter by, DateTimeOffset now)
    {
        if (!Answer(RequestStatus.Overtaken, by, now))
        {
            return false;
        }

        InviteId = inviteId;
        return true;
    }

    private bool Answer(RequestStatus status, Inviter by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (Status != RequestStatus.Waiting)
        {
            return false;
        }

        Status = status;
        (AnsweredById, AnsweredByName, AnsweredAt) = (by.Id, by.Name, now);
        return true;
    }
}

/// <summary>A role as it was asked for.</summary>
public sealed record RequestedRole(string Id, string Name);

/// <summary>What is asked for an address.</summary>
/// <param name="TeamId">The team to join.</param>
/// <param name="Roles">The roles to get.</param>
/// <param name="Lifetime">How long the invitation is to stay open.</param>
/// <param name="EndsBy">The last moment, when a day was chosen.</param>
/// <param name="Message">Words for the invitee.</param>
/// <param name="Reason">Words for whoever decides.</param>
public sealed record RequestedInvite(Guid TeamId, IReadOnlyList<RequestedRole> Roles, TimeSpan Lifetime, DateTimeOffset? EndsBy, string? Message, string? Reason);
