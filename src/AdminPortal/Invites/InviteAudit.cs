using System.Text.Json;
using System.Text.Json.Serialization;
using AdminPortal.Audit;
using AdminPortal.SignIn;

namespace AdminPortal.Invites;

/// <summary>The audit rows that changes of an invitation leave; its timeline is read from them.</summary>
internal static class InviteAudit
{
    public const string Created = "invite.created";
    public const string MailTaken = "invite.mail-taken";
    public const string Waits = "invite.waits";
    public const string Unconfirmed = "invite.unconfirmed";
    public const string Failed = "invite.failed";
    public const string ResendAskedFor = "invite.resend-asked-for";
    public const string Expired = "invite.expired";
    public const string RevokeAskedFor = "invite.revoke-asked-for";
    public const string Revoked = "invite.revoked";
    public const string AccountRemoved = "invite.account-removed";
    public const string AccountMissing = "invite.account-missing";
    public const string MailLost = "invite.mail-lost";
    public const string MailFound = "invite.mail-found";
    public const string MailAbsent = "invite.mail-absent";
    public const string MailRefused = "invite.mail-refused";
    public const string LinkTried = "invite.link-tried";
    public const string Extended = "invite.extended";
    public const string RolesChanged = "invite.roles-changed";
    public const string TeamChanged = "invite.team-changed";
    public const string RolesApplied = "invite.roles-applied";
    public const string RolesRefused = "invite.roles-refused";
    public const string Accepted = "invite.accepted";
    public const string SignedIn = "invite.signed-in";
    public const string Kept = "invite.kept";
    public const string Reassigned = "invite.reassigned";

    // Not part of the invitation's own story: somebody read it.
    public const string LookedUp = "invite.looked-up";

    // Of tests alone, whose every step is shown with its time.
    public const string AccountMade = "invite.account-made";
    public const string MailInLog = "invite.mail-in-log";

    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static AuditEntry OfCreated(Invite invite, AuditActor by, DateTimeOffset now, string? team = null, string? askedBy = null) =>
        Of(invite, by, Created, now, new InviteAuditDetails { Email = invite.EmailKey, Roles = [.. invite.Roles.Select(role => role.Name)], Team = team, Lifetime = invite.Lifetime, AskedBy = askedBy });

    public static AuditEntry OfMailTaken(Invite invite, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, MailTaken, now, new InviteAuditDetails { Mail = invite.MailsSent, ExpiresAt = invite.ExpiresAt });

    public static AuditEntry OfWaits(Invite invite, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, Waits, now, new InviteAuditDetails { Code = invite.WaitReason.ToString(), Why = invite.WaitingFor });

    public static AuditEntry OfUnconfirmed(Invite invite, string why, DateTimeOffset now) => Of(invite, AuditActor.Portal, Unconfirmed, now, new InviteAuditDetails { Why = why });

    public static AuditEntry OfFailed(Invite invite, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, Failed, now, new InviteAuditDetails { Code = invite.Failure?.Code, Why = invite.Failure?.Why, Cure = invite.Failure?.Cure });

    public static AuditEntry OfResendAskedFor(Invite invite, AuditActor by, DateTimeOffset now) => Of(invite, by, ResendAskedFor, now);

    public static AuditEntry OfExpired(Invite invite, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, Expired, now, new InviteAuditDetails { ExpiresAt = invite.ExpiresAt });

    public static AuditEntry OfRevokeAskedFor(Invite invite, AuditActor by, DateTimeOffset now) => Of(invite, by, RevokeAskedFor, now);

    public static AuditEntry OfRevoked(Invite invite, DateTimeOffset now) => Of(invite, AuditActor.Portal, Revoked, now, new InviteAuditDetails { Mail = invite.MailsRequested });

    public static AuditEntry OfAccountRemoved(Invite invite, DateTimeOffset now) => Of(invite, AuditActor.Portal, AccountRemoved, now);

    public static AuditEntry OfAccountMissing(Invite invite, DateTimeOffset now) => Of(invite, AuditActor.Portal, AccountMissing, now);

    public static AuditEntry OfMailLost(Invite invite, DateTimeOffset now) => Of(invite, AuditActor.Portal, MailLost, now, new InviteAuditDetails { Mail = invite.MailsRequested });

    public static AuditEntry OfMailDoubted(Invite invite, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, MailLost, now, new InviteAuditDetails { Mail = invite.MailsRequested, Why = invite.WaitingFor });

    /// <summary>Dated as Auth0's log dates it.</summary>
    public static AuditEntry OfMailFound(Invite invite, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, MailFound, now, new InviteAuditDetails { Mail = invite.MailsSent, ExpiresAt = invite.ExpiresAt, At = invite.SentAt });

    public static AuditEntry OfMailAbsent(Invite invite, DateTimeOffset now) => Of(invite, AuditActor.Portal, MailAbsent, now, new InviteAuditDetails { Mail = invite.MailsRequested });

    public static AuditEntry OfMailRefused(Invite invite, string error, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, MailRefused, now, new InviteAuditDetails { Mail = invite.MailsSent, Why = error });

    public static AuditEntry OfLinkTried(Invite invite, string? error, DateTimeOffset at, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, LinkTried, now, new InviteAuditDetails { Why = error, At = at });

    public static AuditEntry OfExtended(Invite invite, AuditActor by, DateTimeOffset now) =>
        Of(invite, by, Extended, now, new InviteAuditDetails { ExpiresAt = invite.ExpiresAt, Lifetime = invite.Lifetime });

    public static AuditEntry OfRolesChanged(Invite invite, AuditActor by, DateTimeOffset now) =>
        Of(invite, by, RolesChanged, now, new InviteAuditDetails { Roles = [.. invite.Roles.Select(role => role.Name)] });

    public static AuditEntry OfTeamChanged(Invite invite, string? from, string? to, AuditActor by, DateTimeOffset now) =>
        Of(invite, by, TeamChanged, now, new InviteAuditDetails { FromTeam = from, Team = to });

    public static AuditEntry OfRolesApplied(Invite invite, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, RolesApplied, now, new InviteAuditDetails { Roles = [.. invite.Roles.Select(role => role.Name)] });

    public static AuditEntry OfRolesRefused(Invite invite, string why, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, RolesRefused, now, new InviteAuditDetails { Roles = [.. invite.Roles.Select(role => role.Name)], Why = why });

    public static AuditEntry OfAccepted(Invite invite, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, Accepted, now, new InviteAuditDetails { At = invite.AcceptedAt });

    public static AuditEntry OfSignedIn(Invite invite, DateTimeOffset now) =>
        Of(invite, AuditActor.Portal, SignedIn, now, new InviteAuditDetails { At = invite.FirstSignInAt });

    public static AuditEntry OfLookedUp(Invite invite, AuditActor by, DateTimeOffset now) => Of(invite, by, LookedUp, now);

    /// <summary>Why somebody had to decide: "no longer holds Portal Admin".</summary>
    public static AuditEntry OfKept(Invite invite, string why, AuditActor by, DateTimeOffset now) => Of(invite, by, Kept, now, new InviteAuditDetails { From = invite.InvitedByName, Why = why });

    public static AuditEntry OfReassigned(Invite invite, Inviter from, AuditActor by, DateTimeOffset now) =>
        Of(invite, by, Reassigned, now, new InviteAuditDetails { From = from.Name, FromId = from.Id, To = invite.InvitedByName, ToId = invite.InvitedById });

    public static AuditEntry? OfAccountMade(Invite invite, DateTimeOffset now) => invite.IsTest ? Of(invite, AuditActor.Portal, AccountMade, now) : null;

    /// <summary>Dated as Auth0's log dates it.</summary>
    public static AuditEntry OfMailInLog(Invite invite, DateTimeOffset at, DateTimeOffset now) => Of(invite, AuditActor.Portal, MailInLog, now, new InviteAuditDetails { At = at });

    /// <summary>Reads an entry's details back; what can't be read counts as empty.</summary>
    public static InviteAuditDetails DetailsOf(AuditEntry entry)
    {
        try
        {
            return JsonSerializer.Deserialize<InviteAuditDetails>(entry.Details, Compact) ?? new InviteAuditDetails();
        }
        catch (JsonException)
        {
            return new InviteAuditDetails();
        }
    }

    private static AuditEntry Of(Invite invite, AuditActor by, string action, DateTimeOffset now, InviteAuditDetails? details = null) =>
        AuditEntry.Of(now, by, action, invite.Id.ToString(), details is null ? "{}" : JsonSerializer.Serialize(details, Compact));
}

/// <summary>What an audit row of an invitation may say; never a link, a token or a password.</summary>
internal sealed record InviteAuditDetails
{
    public string? Email { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>The team it is for, or was moved to, by the name it had then.</summary>
    public string? Team { get; init; }

    /// <summary>The team it was moved from, by the name it had then.</summary>
    public string? FromTeam { get; init; }

    /// <summary>Who asked for it, when it comes from a request.</summary>
    public string? AskedBy { get; init; }

    public TimeSpan? Lifetime { get; init; }

    public int? Mail { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? Code { get; init; }

    public string? Why { get; init; }

    public string? Cure { get; init; }

    public string? From { get; init; }

    public string? FromId { get; init; }

    public string? To { get; init; }

    public string? ToId { get; init; }
}
