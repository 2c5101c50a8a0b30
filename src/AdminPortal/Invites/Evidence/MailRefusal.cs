using AdminPortal.Audit;
using AdminPortal.Auth0;

namespace AdminPortal.Invites;

/// <summary>What follows for an invitation whose mail the provider did not take.</summary>
internal static class MailRefusal
{
    // A provider that refuses one mail again and again while it takes others means that mail, whatever its words.
    private const int MostRefusals = 3;

    /// <summary>Ends it when the address is at fault; otherwise it waits with the others for the provider. Null when it has moved on and nothing follows.</summary>
    public static IReadOnlyList<AuditEntry>? Apply(Invite invite, string error, TenantState tenant, DateTimeOffset now)
    {
        if (ProviderAnswer.IsAboutTheAddress(error))
        {
            return Fail(invite, InviteFailures.AddressRefused(invite, error), now);
        }

        if (tenant.MailTrouble is null)
        {
            invite.CountRefusal();
        }

        if (invite.MailsRefused >= MostRefusals)
        {
            return Fail(invite, InviteFailures.ProviderRefused(invite, error), now);
        }

        // Far off: the pilot makes it due, or everything does once the provider works.
        if (!invite.AwaitProvider(now + MailPilot.LongestWait, error))
        {
            return null;
        }

        tenant.MailFails(error);
        return [InviteAudit.OfMailRefused(invite, error, now)];
    }

    /// <summary>Auth0 took the mail, and when its log has already told that the provider refused it, that follows at once. Null when the invitation has moved on.</summary>
    public static IReadOnlyList<AuditEntry>? AfterTaken(Invite invite, DateTimeOffset sentAt, Func<Invite, DateTimeOffset, AuditEntry> taken, TenantState tenant, DateTimeOffset now)
    {
        if (!invite.Send(sentAt))
        {
            return null;
        }

        var story = taken(invite, now);
        return invite.MailRefusedAs is { } error && Apply(invite, error, tenant, now) is { } refused ? [story, .. refused] : [story];
    }

    private static IReadOnlyList<AuditEntry>? Fail(Invite invite, InviteFailure failure, DateTimeOffset now)
    {
        if (!invite.Fail(now, failure))
        {
            return null;
        }

        invite.UncountMail();
        return [InviteAudit.OfFailed(invite, now)];
    }
}
