namespace AdminPortal.Invites;

/// <summary>What lists and details show of an invitation; never a link, never a token.</summary>
public sealed record InviteRow
{
    /// <summary>The invitation's public id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The address, as it was entered.</summary>
    public required string Email { get; init; }

    /// <summary>The person's name, when it was given.</summary>
    public string? Name { get; init; }

    /// <summary>The roles the person gets.</summary>
    public required IReadOnlyList<RoleName> Roles { get; init; }

    /// <summary>The team it belongs to.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>What that team is called at present.</summary>
    public string? TeamName { get; init; }

    /// <summary>Whether that team is archived.</summary>
    public bool TeamIsArchived { get; init; }

    /// <summary>The status as shown: a lapsed Sent is Expired before any sweep has seen it.</summary>
    public required InviteStatus Status { get; init; }

    /// <summary>Who invited.</summary>
    public required string InvitedByName { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When Auth0 took the last mail.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it expires or expired; absent until the first mail is out.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When delivery tries next, while it waits.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What it waits for, in one sentence (names a missing scope, for one).</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Why it was not sent, or why nobody knows whether it was.</summary>
    public FailureText? Failure { get; init; }

    /// <summary>When the password was set.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the person was first seen signed in.</summary>
    public DateTimeOffset? FirstSignInAt { get; init; }

    /// <summary>Who revoked it.</summary>
    public string? RevokedByName { get; init; }

    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>How long it stays open after each mail.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>When the link in the last mail stops working by itself.</summary>
    public DateTimeOffset? LinkExpiresAt { get; init; }

    /// <summary>When it would expire if it were sent again now.</summary>
    public required DateTimeOffset ExpiresIfSentNow { get; init; }

    /// <summary>Roles were changed and the account in Auth0 does not have them yet.</summary>
    public bool RolesPending { get; init; }

    /// <summary>What the changed roles wait for, in one sentence; null while they are on their way.</summary>
    public string? RolesWaitFor { get; init; }

    /// <summary>Whether it can be sent again; false comes with <see cref="WhyNoResend"/>.</summary>
    public bool CanResend => WhyNoResend is null;

    /// <summary>Why it can't be sent again; while that is only a pause, with the time that was left when the row was read.</summary>
    public string? WhyNoResend { get; init; }

    /// <summary>When the pause after the last mail ends; null when there is none, or something else stands in the way too.</summary>
    public DateTimeOffset? ResendAllowedAt { get; init; }

    /// <summary>Why its end can't be moved; null when it can.</summary>
    public string? WhyNoExtend { get; init; }

    /// <summary>Why its roles can't be changed; null when they can.</summary>
    public string? WhyNoChangeRoles { get; init; }

    /// <summary>Why it can't be moved to another team; null when it can.</summary>
    public string? WhyNoChangeTeam { get; init; }

    /// <summary>Why neither its roles nor its team can be changed; null when one of them can.</summary>
    public string? WhyNoChange => WhyNoChangeTeam is null ? null : WhyNoChangeRoles;

    /// <summary>Whether it can be revoked; false comes with <see cref="WhyNoRevoke"/>.</summary>
    public bool CanRevoke => WhyNoRevoke is null;

    /// <summary>Why it can't be revoked.</summary>
    public string? WhyNoRevoke { get; init; }

    /// <summary>Why it can't be sent again at this moment: a pause counts down and ends without the row being read anew.</summary>
    public string? WhyNoResendAt(DateTimeOffset now) => ResendAllowedAt is not { } allowedAt ? WhyNoResend : allowedAt > now ? InviteRules.WaitBeforeResending(allowedAt - now) : null;

    /// <summary>Whether moving the end there takes a new mail.</summary>
    public bool NeedsMailToLastUntil(DateTimeOffset end) => Status is InviteStatus.Sent or InviteStatus.Unconfirmed && (LinkExpiresAt is null || LinkExpiresAt < end);
}

/// <summary>A role as a list shows it.</summary>
/// <param name="Name">How it was called when it was granted.</param>
/// <param name="Administrative">It wears the shield.</param>
/// <param name="Id">Its id in Auth0.</param>
public sealed record RoleName(string Name, bool Administrative, string Id = "");

/// <summary>Why something did not work and what to do about it, in our words.</summary>
/// <param name="Code">The kind, stable for tests and filters ("account-exists").</param>
/// <param name="Why">One sentence about what happened.</param>
/// <param name="Cure">One sentence about what to do.</param>
public sealed record FailureText(string Code, string Why, string Cure);
