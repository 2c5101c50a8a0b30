namespace AdminPortal.Invites;

/// <summary>One invitation: who, by whom, as what, and what became of it. Changes only by the arrows in the other half of this class.</summary>
public sealed partial class Invite
{
    private Invite()
    {
    }

    /// <summary>Order of recording; stable for search and keyset paging.</summary>
    public long Number { get; private set; }

    /// <summary>The public id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The address as people read it: trimmed, lower case, the domain in its own script.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The address as Auth0 and mail servers compare it: the domain as its A-label. What is sent to Auth0.</summary>
    public string EmailKey { get; private set; } = "";

    /// <summary>The person's name, when it was given.</summary>
    public string? Name { get; private set; }

    /// <summary>The roles the person gets, as they were named when they were granted.</summary>
    public IReadOnlyList<GrantedRole> Roles { get; private set; } = [];

    /// <summary>The roles the account has, or may have, in Auth0 through this invitation; only these are ever taken from it again.</summary>
    public IReadOnlyList<GrantedRole> AppliedRoles { get; private set; } = [];

    /// <summary>Whether <see cref="Roles"/> were changed and the account does not have them yet.</summary>
    public bool RolesDue { get; private set; }

    /// <summary>The team the person is invited into.</summary>
    public Guid? TeamId { get; private set; }

    /// <summary>The inviter's words in the mail.</summary>
    public string? Message { get; private set; }

    /// <summary>How long it stays open after each mail.</summary>
    public TimeSpan Lifetime { get; private set; }

    /// <summary>The moment somebody chose for its end; the first mail keeps to it, a later one counts <see cref="Lifetime"/> anew.</summary>
    public DateTimeOffset? EndsBy { get; private set; }

    /// <summary>Whether it came with a great many others; single ones are delivered before it.</summary>
    public bool IsBulk { get; private set; }

    /// <summary>Whether it only tries the way out: in no list, in no count, and its account goes again whatever becomes of it.</summary>
    public bool IsTest { get; private set; }

    /// <summary>The stored status; what people see is computed from it and the clock.</summary>
    public InviteStatus Status { get; private set; }

    /// <summary>Subject of the person who invited.</summary>
    public string InvitedById { get; private set; } = "";

    /// <summary>Name of the person who invited.</summary>
    public string InvitedByName { get; private set; } = "";

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When there is work to do on it next, whatever its status; null when there is none.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>Until when a worker has it to itself; a later instant than now means hands off.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    /// <summary>Fencing number: raised by each claim, so that a worker that wakes up late can't write over its successor's result.</summary>
    public long ClaimNumber { get; private set; }

    /// <summary>Concurrency token: raised by every change.</summary>
    public long Version { get; private set; }

    /// <summary>Tries in a row that came to nothing; the pause grows with them.</summary>
    public int Attempts { get; private set; }

    /// <summary>Tries in a row that Auth0 answered with a fault of its own while it answered others well.</summary>
    public int Faults { get; private set; }

    /// <summary>The kind of thing it waits for.</summary>
    public WaitReason WaitReason { get; private set; }

    /// <summary>What it waits for, in one sentence.</summary>
    public string? WaitingFor { get; private set; }

    /// <summary>Scopes the Management token lacks for this one, space-separated, while it waits for them.</summary>
    public string? MissingScopes { get; private set; }

    /// <summary>Raised whenever the account was removed, so that a new account never gets a used id.</summary>
    public int Generation { get; private set; } = 1;

    /// <summary>An account of ours may exist in Auth0: set before it is asked for, cleared when it is known to be gone.</summary>
    public bool AccountMayExist { get; private set; }

    /// <summary>The account's id, once Auth0 has confirmed it.</summary>
    public string? Auth0UserId { get; private set; }

    /// <summary>When we asked Auth0 to block the account in order to close the invitation; only then may we unblock it.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    /// <summary>When the unused account was found gone.</summary>
    public DateTimeOffset? AccountRemovedAt { get; private set; }

    /// <summary>When a mail was asked for whose fate is open; written before the call, cleared when the fate is known.</summary>
    public DateTimeOffset? MailRequestedAt { get; private set; }

    /// <summary>When that request has ended for certain, whether its answer came or not; evidence of absence must be younger.</summary>
    public DateTimeOffset? MailEndsBy { get; private set; }

    /// <summary>When Auth0's log says that it took the open mail request; without an open one, a mail that the record knows nothing of.</summary>
    public DateTimeOffset? MailSeenAt { get; private set; }

    /// <summary>What the mail provider said, by Auth0's log, when it did not take the last mail.</summary>
    public string? MailRefusedAs { get; private set; }

    /// <summary>How many mails the provider refused while it took those of others; a few, and it is given up.</summary>
    public int MailsRefused { get; private set; }

    /// <summary>How many mails were asked for, whatever came of them.</summary>
    public int MailsRequested { get; private set; }

    /// <summary>When Auth0 took the last mail request.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When Auth0 took the first mail request.</summary>
    public DateTimeOffset? FirstSentAt { get; private set; }

    /// <summary>How many mails Auth0 took.</summary>
    public int MailsSent { get; private set; }

    /// <summary>When it expires unless the password is set.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>When the link in the last mail stops working by itself.</summary>
    public DateTimeOffset? LinkExpiresAt { get; private set; }

    /// <summary>Why it was not sent.</summary>
    public InviteFailure? Failure { get; private set; }

    /// <summary>When the password was set.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>When the person was first seen signed in.</summary>
    public DateTimeOffset? FirstSignInAt { get; private set; }

    /// <summary>When it was withdrawn.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Subject of the person who withdrew it.</summary>
    public string? RevokedById { get; private set; }

    /// <summary>Name of the person who withdrew it.</summary>
    public string? RevokedByName { get; private set; }
}

/// <summary>A role as it was granted.</summary>
public sealed record GrantedRole(string Id, string Name, bool Administrative);

/// <summary>Why an invitation was not sent: the kind and our words.</summary>
public sealed record InviteFailure(string Code, string Why, string Cure);

/// <summary>What an invitation can wait for.</summary>
public enum WaitReason
{
    /// <summary>Nothing: it is on its way.</summary>
    None,

    /// <summary>A scope that the Management token does not carry, or credentials that Auth0 takes.</summary>
    Permission,

    /// <summary>Auth0's limit on calls to have room again.</summary>
    Limit,

    /// <summary>Auth0 to answer at all.</summary>
    Silence,

    /// <summary>Auth0 to get over a fault of its own.</summary>
    Fault,

    /// <summary>The account of an earlier invitation to the same address to be gone.</summary>
    EarlierAccount,

    /// <summary>Auth0's log to show what became of a mail request whose answer was lost.</summary>
    Evidence,

    /// <summary>The tenant's mail provider to take mails again.</summary>
    Provider,
}
