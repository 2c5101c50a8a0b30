using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Keeps an address from getting mail upon mail: after the first resend there is a pause between two, counted over all invitations to it.</summary>
public sealed class ResendPauses(IOptions<InvitesOptions> options, TimeProvider clock)
{
    /// <summary>The mails to these addresses that are recent enough to matter; the addresses in the form in which they are compared.</summary>
    public async Task<RecentMails> ReadAsync(PortalDb db, IReadOnlyCollection<string> emailKeys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var since = clock.GetUtcNow() - options.Value.ResendPause;

        // A mail that failed is none: where the provider refused it, the invitation waits for the provider or has failed.
        var mails = await db.Invites.AsNoTracking()
            .Where(invite => EF.Parameter(emailKeys).Contains(invite.EmailKey) && invite.SentAt > since && invite.Status != InviteStatus.Failed)
            .Select(invite => new RecentMail(invite.EmailKey, invite.Number, invite.SentAt!.Value, invite.MailsSent))
            .ToListAsync(cancellationToken);
        return new RecentMails(mails, options.Value.ResendPause);
    }
}

/// <summary>Mails that went out lately.</summary>
public sealed class RecentMails
{
    private readonly ILookup<string, RecentMail> _mails;
    private readonly TimeSpan _pause;

    internal RecentMails(IEnumerable<RecentMail> mails, TimeSpan pause)
    {
        _mails = mails.ToLookup(mail => mail.EmailKey, StringComparer.Ordinal);
        _pause = pause;
    }

    /// <summary>When the next mail for this invitation may be asked for; null when that is not held back.</summary>
    public DateTimeOffset? NextAllowedAt(Invite invite)
    {
        ArgumentNullException.ThrowIfNull(invite);

        // Its own first mail holds back nothing: the first resend is free.
        var last = _mails[invite.EmailKey].Where(mail => mail.Number != invite.Number || mail.MailsSent > 1).Select(mail => (DateTimeOffset?)mail.SentAt).Max();
        return last + _pause;
    }
}

/// <summary>The last mail of an invitation.</summary>
internal sealed record RecentMail(string EmailKey, long Number, DateTimeOffset SentAt, int MailsSent);
