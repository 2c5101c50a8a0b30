using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>Takes a request back before anybody has answered it; only the asker can.</summary>
public sealed partial class WithdrawRequest(CurrentPerson person, IDbContextFactory<PortalDb> contexts, RequestChanges changes, TimeProvider clock, ILogger<WithdrawRequest> logger)
{
    /// <summary>Takes it back; somebody else's is not found.</summary>
    public async Task<AnswerOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.AskForInvites, id.ToString(), cancellationToken) is not { } by)
        {
            return new AnswerOutcome.NotAllowed();
        }

        return await LostRace.LookAgainAsync(() => TryAsync(id, by, cancellationToken));
    }

    private async Task<AnswerOutcome> TryAsync(Guid id, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.InviteRequests.SingleOrDefaultAsync(each => each.Id == id && each.AskedById == by.Subject, cancellationToken) is not { } request)
        {
            await person.RefusedAsync(by, Right.AskForInvites, id.ToString());
            return new AnswerOutcome.NotFound();
        }

        if (!request.Withdraw(new Inviter(by.Subject, by.Name), now))
        {
            return new AnswerOutcome.Answered(request.Email, RequestWords.WhyAnswered(request, now));
        }

        db.AuditEntries.Add(RequestAudit.OfWithdrawn(request, by, now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(request.Id);
        Log.Withdrawn(logger, request.Id, by.Subject);
        return new AnswerOutcome.Done(request.Email);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Request {Request} is taken back by {By}")]
        public static partial void Withdrawn(ILogger logger, Guid request, string by);
    }
}
