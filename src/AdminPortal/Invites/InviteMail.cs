namespace AdminPortal.Invites;

// The mail: asked for, taken, lost on the way, found or missed in Auth0's log, refused by the provider.
public sealed partial class Invite
{
    /// <summary>A mail is about to be asked for; <paramref name="endsBy"/> is when the call is over for certain, whatever becomes of this process.</summary>
    public bool RequestMail(DateTimeOffset now, DateTimeOffset expiresAt, DateTimeOffset linkExpiresAt, DateTimeOffset endsBy)
    {
        if (Status != InviteStatus.Queued || MailRequestedAt is not null)
        {
            return false;
        }

        MailRequestedAt = now;
        MailEndsBy = endsBy;
        MailSeenAt = null;
        MailRefusedAs = null;
        MailsRequested++;
        ExpiresAt = expiresAt;
        LinkExpiresAt = linkExpiresAt;
        return true;
    }

    /// <summary>Auth0 certainly did not take the request: it may be made again.</summary>
    public bool MailNotTaken()
    {
        if (MailRequestedAt is null)
        {
            return false;
        }

        ForgetRequest();
        MailsRequested--;
        return true;
    }

    /// <summary>Auth0's log shows that no mail went out, and an answer can't come any more: the request is made again at once.</summary>
    public bool MailAbsent(DateTimeOffset now)
    {
        if (Status != InviteStatus.Queued || !MailNotTaken())
        {
            return false;
        }

        Settle();
        NextAttemptAt = now;
        return true;
    }

    /// <summary>Auth0 took the mail request.</summary>
    public bool Send(DateTimeOffset sentAt)
    {
        if (MailRequestedAt is null || !Goes(InviteStatus.Sent))
        {
            // Revoked meanwhile: the mail is out all the same, and closing must know.
            return false;
        }

        SentAt = sentAt;
        FirstSentAt ??= sentAt;
        MailsSent++;
        ForgetRequest();
        Settle();
        NextAttemptAt = RolesDue ? sentAt : null;
        return true;
    }

    /// <summary>The answer is lost; <paramref name="endedAt"/> is when the call was given up, null when nobody knows. Evidence is looked for at once.</summary>
    public bool LoseMail(DateTimeOffset now, DateTimeOffset? endedAt)
    {
        if (Status != InviteStatus.Queued || MailRequestedAt is null || WaitReason == WaitReason.Evidence)
        {
            return false;
        }

        MailEndsBy = endedAt ?? MailEndsBy ?? now;
        WaitReason = WaitReason.Evidence;
        WaitingFor = "Auth0's answer to the email request was lost. Its log is asked whether the email went out.";
        NextAttemptAt = now;
        return true;
    }

    /// <summary>
    /// Auth0 has this invitation's account and the record says that nobody asked for it, or its log tells of a mail that the record knows nothing of: the record
    /// went back in time. A mail asked for since <paramref name="since"/> may be among what it lost. Evidence is looked for at once.
    /// </summary>
    public bool DoubtMail(DateTimeOffset now, DateTimeOffset since, DateTimeOffset expiresAt, DateTimeOffset linkExpiresAt)
    {
        var seenAt = MailSeenAt;
        if (!RequestMail(since, expiresAt, linkExpiresAt, endsBy: now) || !LoseMail(now, endedAt: now))
        {
            return false;
        }

        MailSeenAt = seenAt;
        WaitingFor = "Auth0 knew this invitation's account already, although no record of that is left here. Its log is asked whether an email went out as well.";
        return true;
    }

    /// <summary>Auth0's log tells of a mail that was never asked for, says the record; noted for the next pass, which knows whether the account is ours.</summary>
    public bool SeeUnknownMail(DateTimeOffset at)
    {
        if (Status != InviteStatus.Queued || MailRequestedAt is not null || MailsRequested > 0 || MailSeenAt is not null)
        {
            return false;
        }

        MailSeenAt = at;
        return true;
    }

    /// <summary>Auth0's log shows that the open request was taken; whoever works on the invitation, or the next pass, draws the consequence.</summary>
    public bool SeeMail(DateTimeOffset at)
    {
        if (MailRequestedAt is null || MailSeenAt is not null)
        {
            return false;
        }

        MailSeenAt = at;
        if (WaitReason == WaitReason.Evidence)
        {
            // This is what it waited for.
            NextAttemptAt = at;
        }

        return true;
    }

    /// <summary>Nobody knows whether Auth0 took the mail request, and no evidence can be had.</summary>
    public bool Unconfirm()
    {
        if (MailRequestedAt is not { } requestedAt || !Goes(InviteStatus.Unconfirmed))
        {
            return false;
        }

        Settle();
        NextAttemptAt = RolesDue ? requestedAt : null;
        return true;
    }

    /// <summary>The provider did not take the mail of a request whose answer is still under way; noted for whoever hears the answer.</summary>
    public bool NoteRefusal(string error)
    {
        if (MailRequestedAt is null || Status != InviteStatus.Queued)
        {
            return false;
        }

        MailRefusedAs = error;
        return true;
    }

    /// <summary>The provider takes no mails: it waits, together with the others, until it does.</summary>
    public bool AwaitProvider(DateTimeOffset until, string error)
    {
        if (Status is not (InviteStatus.Sent or InviteStatus.Unconfirmed) || !Goes(InviteStatus.Queued))
        {
            return false;
        }

        UncountMail();
        ForgetRequest();
        Settle();
        MailRefusedAs = error;
        ExpiresAt = null;
        WaitReason = WaitReason.Provider;
        WaitingFor = "The tenant's mail provider takes no emails at this moment. It goes out by itself when the provider does.";
        NextAttemptAt = until;
        return true;
    }

    /// <summary>The provider takes mails again, or is to be tried with this one.</summary>
    public bool TryProvider(DateTimeOffset now)
    {
        if (WaitReason != WaitReason.Provider)
        {
            return false;
        }

        Settle();
        NextAttemptAt = now;
        return true;
    }

    /// <summary>The mail never reached the provider's care, so it counts for nothing.</summary>
    public void UncountMail()
    {
        if (SentAt is null || MailsSent == 0)
        {
            return;
        }

        // Of the last mail but one nobody has noted when it went out, save where that was the first.
        MailsSent--;
        SentAt = MailsSent > 1 ? SentAt : MailsSent == 1 ? FirstSentAt : null;
        FirstSentAt = MailsSent == 0 ? null : FirstSentAt;
    }

    /// <summary>The provider refused this mail while it took those of others.</summary>
    public void CountRefusal() => MailsRefused++;

    private void ForgetRequest()
    {
        MailRequestedAt = null;
        MailEndsBy = null;
        MailSeenAt = null;
    }
}
