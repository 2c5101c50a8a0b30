using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>Says no to a request; the note is for the asker.</summary>
public sealed partial class DeclineRequest(CurrentPerson person, IDbContextFactory<PortalDb> contexts, RequestChanges changes, TimeProvider clock, ILogger<DeclineRequest> logger)
{
    /// <summary>Notes the answer; what it does not allow, it says in a sentence.</summary>
    public async Task<AnswerOutcome> HandleAsync(Guid id, string? note, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.DecideRequests, id.ToString(), cancellationToken) is not { } by)
        {
            return new AnswerOutcome.NotAllowed();
        }

        return Remark.WhyNot(note, "note") is { } whyNot
            ? new AnswerOutcome.NotPossible(whyNot)
            : await LostRace.LookAgainAsync(() => TryAsync(id, Remark.Tidy(note), by, cancellationToken));
    }

    private async Task<AnswerOutcome> TryAsync(Guid id, string? note, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await person.ReachAsync(db, by, id, cancellationToken) is not { } request)
        {
            return new AnswerOutcome.NotFound();
        }

        if (!request.Decline(note, new Inviter(by.Subject, by.Name), now))
        {
            return new AnswerOutcome.Answered(request.Email, RequestWords.WhyAnswered(request, now));
        }

        db.AuditEntries.Add(RequestAudit.OfDeclined(request, by, now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(request.Id);
        Log.Declined(logger, request.Id, by.Subject);
        return new AnswerOutcome.Done(request.Email);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Request {Request} is declined by {By}")]
        public static partial void Declined(ILogger logger, Guid request, string by);
    }
}
