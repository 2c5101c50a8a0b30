using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.BrowserTests;

/// <summary>One invitation in each status there is, brought there by its own arrows; for a portal in whose background nothing works on them.</summary>
internal static class InvitationsInEveryStatus
{
    /// <summary>The one that was not sent.</summary>
    public const string NotSent = "oskar.lindqvist@example.com";

    private const string Waiting = "ivo.babic@example.com";
    private const string Soon = "amina.diallo@example.com";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    private static readonly Inviter Tomás = new("auth0|tomas", "Tomás Reyes");

    /// <summary>Whose invitation shows which word.</summary>
    public static IReadOnlyList<(string Email, string Word)> Words { get; } =
        [.. Enum.GetValues<InviteStatus>().Select(status => (Faces(status).Email, Faces(status).Word)), (Soon, "Pending"), (Waiting, "Sending")];

    /// <summary>Those whose pages differ most from that of a pending one.</summary>
    public static IReadOnlyList<string> WithMoreToTell { get; } =
        [Waiting, Faces(InviteStatus.Unconfirmed).Email, Faces(InviteStatus.Expired).Email, Faces(InviteStatus.Accepted).Email];

    /// <summary>Records them.</summary>
    public static async Task AddAsync(PortalHost portal)
    {
        ArgumentNullException.ThrowIfNull(portal);
        var now = portal.Clock.GetUtcNow();
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        foreach (var status in Enum.GetValues<InviteStatus>())
        {
            Record(New(Faces(status).Email, now.AddDays(-2)), invite => Bring(invite, status, now));
        }

        Record(New(Soon, now.AddDays(-6)), invite => Send(invite, now.AddDays(-6)));
        Record(New(Waiting, now.AddMinutes(-4)), invite => invite.Wait(now.AddMinutes(3), WaitReason.Silence, "Auth0 does not answer."));
        await db.SaveChangesAsync();

        void Record(Invite invite, Func<Invite, bool> bring)
        {
            db.AuditEntries.Add(InviteAudit.OfCreated(invite, new AuditActor(Tomás.Id, Tomás.Name), invite.CreatedAt));
            Assert.True(bring(invite), $"{invite.Email} can no longer be brought there that way.");
            db.AuditEntries.AddRange(Story(invite, now));
            db.Invites.Add(invite);
        }
    }

    private static (string Email, string Word) Faces(InviteStatus status) => status switch
    {
        InviteStatus.Queued => ("li.na@example.com", "Sending"),
        InviteStatus.Sent => ("ana.horvat@example.com", "Pending"),
        InviteStatus.Unconfirmed => ("jonas.weber@example.com", "Not confirmed"),
        InviteStatus.Revoking => ("priya.raman@example.com", "Revoking…"),
        InviteStatus.Failed => (NotSent, "Not sent"),
        InviteStatus.Expired => ("marguerite-with-a-long-name.dubois@subsidiary.example.com", "Expired"),
        InviteStatus.Accepted => ("sofia.rossi@example.com", "Accepted"),
        InviteStatus.Revoked => ("tim.meyer@example.com", "Revoked"),
    };

    private static Invite New(string email, DateTimeOffset createdAt) => Invite.Create(
        Guid.CreateVersion7(createdAt),
        EmailAddress.Read(email).Address!,
        "Ana Horvat",
        [new GrantedRole("rol_member", "Member", false), new GrantedRole("rol_admin", "Portal Admin", true)],
        Lifetime,
        "We start on Monday; the desk by the window is yours.",
        Tomás,
        createdAt);

    private static bool Bring(Invite invite, InviteStatus status, DateTimeOffset now) => status switch
    {
        InviteStatus.Queued => true,
        InviteStatus.Sent => Send(invite, now.AddDays(-2)),
        InviteStatus.Unconfirmed => RequestMail(invite, now.AddDays(-2)) && invite.Unconfirm(),
        InviteStatus.Revoking => Send(invite, now.AddDays(-2)) && invite.Revoke(now, Tomás),
        InviteStatus.Failed => invite.ExpectAccount() && invite.Fail(now, InviteFailures.AddressRefused(invite, "550 5.1.1 User unknown")),
        InviteStatus.Expired => Send(invite, now.AddDays(-9)) && invite.Expire(now.AddDays(-2)),
        InviteStatus.Accepted => Send(invite, now.AddDays(-2)) && invite.Accept(now.AddDays(-1), now.AddDays(-1)) && invite.SignIn(now.AddHours(-20)),
        InviteStatus.Revoked => invite.Revoke(now.AddHours(-3), Tomás),
    };

    private static bool RequestMail(Invite invite, DateTimeOffset at) =>
        invite.ExpectAccount() && invite.AccountFound("auth0|" + invite.AccountId) && invite.RequestMail(at, at + Lifetime, at + Lifetime, at.AddSeconds(45));

    private static bool Send(Invite invite, DateTimeOffset at) => RequestMail(invite, at) && invite.Send(at);

    private static IEnumerable<AuditEntry> Story(Invite invite, DateTimeOffset now)
    {
        if (invite.SentAt is { } sentAt)
        {
            yield return InviteAudit.OfMailTaken(invite, sentAt);
        }

        if (invite.Status is InviteStatus.Queued && invite.WaitReason is not WaitReason.None)
        {
            yield return InviteAudit.OfWaits(invite, now.AddMinutes(-3));
        }

        switch (invite.Status)
        {
            case InviteStatus.Unconfirmed:
                yield return InviteAudit.OfUnconfirmed(invite, "Auth0's log shows nothing.", now);
                break;
            case InviteStatus.Failed:
                yield return InviteAudit.OfFailed(invite, now);
                break;
            case InviteStatus.Expired:
                yield return InviteAudit.OfExpired(invite, now.AddDays(-2));
                break;
            case InviteStatus.Accepted:
                yield return InviteAudit.OfAccepted(invite, now.AddDays(-1));
                break;
            case InviteStatus.Revoking or InviteStatus.Revoked:
                yield return InviteAudit.OfRevokeAskedFor(invite, new AuditActor(Tomás.Id, Tomás.Name), now.AddHours(-3));
                break;
        }
    }
}
