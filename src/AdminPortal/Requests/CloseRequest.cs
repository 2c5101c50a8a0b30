using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>Closes a request whose address was invited another way meanwhile; the asker is led to that invitation.</summary>
public sealed partial class CloseRequest(CurrentPerson person, IDbContextFactory<PortalDb> contexts, RequestChanges changes, TimeProvider clock, ILogger<CloseRequest> logger)
{
    /// <summary>Closes it, provided that there is such an invitation still.</summary>
    public async Task<AnswerOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.DecideRequests, id.ToString(), cancellationToken) is not { } by)
        {
            return new AnswerOutcome.NotAllowed();
        }

        return await LostRace.LookAgainAsync(() => TryAsync(id, by, cancellationToken));
    }

    private async Task<AnswerOutcome> TryAsync(Guid id, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await person.ReachAsync(db, by, id, cancellationToken) is not { } request)
        {
            return new AnswerOutcome.NotFound();
        }

        if (request.Status != RequestStatus.Waiting)
        {
            return new AnswerOutcome.Answered(request.Email, RequestWords.WhyAnswered(request, now));
        }

        if ((await Meanwhile.ReadAsync(db, [request.EmailKey], now, cancellationToken)).GetValueOrDefault(request.EmailKey) is not { } invitation)
        {
            return new AnswerOutcome.NotPossible($"The other invitation for {request.Email} is not open any more. Approve or decline the request.");
        }

        request.Overtake(invitation.Id, new Inviter(by.Subject, by.Name), now);
        db.AuditEntries.Add(RequestAudit.OfOvertaken(request, by, now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(request.Id);
        Log.Closed(logger, request.Id, by.Subject, invitation.Id);
        return new AnswerOutcome.Done(request.Email);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Request {Request} is closed by {By}: invitation {Invite} came first")]
        public static partial void Closed(ILogger logger, Guid request, string by, Guid invite);
    }
}
