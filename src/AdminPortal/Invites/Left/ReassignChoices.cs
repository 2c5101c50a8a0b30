using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Whom an invitation may be given to: whoever asks first, then the others who may invite into its team.</summary>
public sealed class ReassignChoices(CurrentPerson person, IDbContextFactory<PortalDb> contexts, Inviters inviters)
{
    /// <summary>The choices; none when the person may not decide, or there is no such invitation.</summary>
    public async Task<IReadOnlyList<ReassignChoice>> HandleAsync(Guid id, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.DecideLeftInvites, id.ToString(), cancellationToken) is not { } by)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Invites.AsNoTracking().SingleOrDefaultAsync(invite => invite.Id == id && !invite.IsTest, cancellationToken) is not { } invite)
        {
            return [];
        }

        var able = await inviters.ReadAsync(db, by, cancellationToken);
        return [
            new ReassignChoice(by.Subject, $"{by.Name} (you)"),
            .. able.Candidates(invite.TeamId).Where(member => member.UserId != by.Subject).Select(member => new ReassignChoice(member.UserId, member.Name.Length > 0 ? $"{member.Name} ({member.Email})" : member.Email)),
        ];
    }
}

/// <summary>Somebody who may invite.</summary>
/// <param name="Subject">Their account.</param>
/// <param name="Name">How they are told apart on the screen.</param>
public sealed record ReassignChoice(string Subject, string Name);
