using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Lets an open invitation end later. A new mail goes out only if the link in the last one would die before.</summary>
public sealed partial class ExtendInvite(
    CurrentPerson person,
    InviteChoices choices,
    ResendPauses pauses,
    AllowedDomains domains,
    IDbContextFactory<PortalDb> contexts,
    InviteChanges changes,
    WakeUp delivery,
    TimeProvider clock,
    ILogger<ExtendInvite> logger)
{
    private static readonly TimeSpan Unseen = TimeSpan.FromMinutes(1);

    /// <summary>Moves the end; what it does not allow, it says in a sentence.</summary>
    public async Task<ExtendOutcome> HandleAsync(ExtendInviteRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await person.WhoMayAsync(Right.ExtendInvites, request.Id.ToString(), cancellationToken) is not { } by)
        {
            return new ExtendOutcome.NotAllowed();
        }

        if ((await new ExtendInviteValidator(choices.Read()).ValidateAsync(request, cancellationToken)).Errors is [var problem, ..])
        {
            return new ExtendOutcome.Invalid(problem.ErrorMessage);
        }

        return await LostRace.LookAgainAsync(() => TryAsync(request, by, cancellationToken));
    }

    private async Task<ExtendOutcome> TryAsync(ExtendInviteRequest request, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await person.ReachAsync(db.Invites, by, Right.ExtendInvites, request.Id, cancellationToken) is not { } invite)
        {
            return new ExtendOutcome.NotFound();
        }

        if (invite.WhyNoExtend(now) is { } why)
        {
            return new ExtendOutcome.NotPossible(why);
        }

        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(each => each.Id == invite.TeamId, cancellationToken);
        if (GrantableRoles.WhyNotAgain(by, Right.ExtendInvites, team, choices.Read(), invite.Roles) is { } whyNotAgain)
        {
            await person.RefusedAsync(by, Right.ExtendInvites, request.Id.ToString());
            return new ExtendOutcome.NotPossible(whyNotAgain);
        }

        var expiresAt = choices.Expiry(now, request.Lifetime, request.EndsBy);
        if (expiresAt < (invite.PlannedEnd ?? choices.ExpiryIfSentAt(now, invite)))
        {
            // Whoever has the mail was promised the later one. To end an invitation early there is Revoke.
            return new ExtendOutcome.Invalid("It stays open longer than that already; choose a later expiry.");
        }

        var byMail = invite.NeedsMailToLastUntil(expiresAt);
        if (!byMail && IsAsItStands(invite, expiresAt, request))
        {
            // Pressed twice: the first press did it, and the second has nothing to tell.
            return new ExtendOutcome.Extended(invite.Email, invite.PlannedEnd ?? expiresAt);
        }

        if (request.MailExpected is { } expected && expected != byMail)
        {
            return new ExtendOutcome.NotPossible(
                byMail
                    ? "The invitation has changed meanwhile: this end now takes a new email. Nothing was changed. Close this and open it again to see what follows."
                    : "The invitation has changed meanwhile: this end no longer takes a new email. Nothing was changed. Close this and open it again to see what follows.");
        }

        if (byMail && await WhyNoMailAsync(db, invite, now, cancellationToken) is { } whyNoMail)
        {
            return new ExtendOutcome.NotPossible(whyNoMail);
        }

        if (!(byMail ? invite.ExtendByMail(now, request.Lifetime, request.EndsBy) : invite.Extend(expiresAt, request.Lifetime, request.EndsBy)))
        {
            return new ExtendOutcome.NotPossible("It changed meanwhile.");
        }

        // A crash after this line: a mail that is needed is due on the row, and the sweep finds it.
        db.AuditEntries.Add(InviteAudit.OfExtended(invite, by.AsActor(), now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(invite.Id);
        delivery.Ring();
        Log.Extended(logger, invite.Id, by.Subject, byMail);
        return byMail ? new ExtendOutcome.ExtendedWithNewMail(invite.Email, expiresAt) : new ExtendOutcome.Extended(invite.Email, invite.PlannedEnd ?? expiresAt);
    }

    // A lifetime counts from the press, so that the second press asks for an end moments later; nobody sees less than a minute.
    private static bool IsAsItStands(Invite invite, DateTimeOffset expiresAt, ExtendInviteRequest request) =>
        invite.Lifetime == request.Lifetime && invite.EndsBy == request.EndsBy && (invite.PlannedEnd is not { } end || (expiresAt - end).Duration() < Unseen);

    private async Task<string?> WhyNoMailAsync(PortalDb db, Invite invite, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (domains.WhyNot(invite) is { } whyNotThere)
        {
            return whyNotThere;
        }

        return (await pauses.ReadAsync(db, [invite.EmailKey], cancellationToken)).NextAllowedAt(invite) is { } allowedAt && allowedAt > now
            ? $"This needs a new email, and one went out a moment ago. {InviteRules.WaitBeforeResending(allowedAt - now)}."
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} is extended by {By}; new mail: {ByMail}")]
        public static partial void Extended(ILogger logger, Guid invite, string by, bool byMail);
    }
}
