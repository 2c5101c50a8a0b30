using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Teams;

/// <summary>What every change of a team has in common: the right to it, one look and one save, the audit in the same save, the news of it.</summary>
public sealed partial class TeamEditing(CurrentPerson person, IDbContextFactory<PortalDb> contexts, TeamChanges changes, TimeProvider clock, ILogger<TeamEditing> logger)
{
    /// <summary>Lets <paramref name="change"/> look at a team and save it; once more when somebody else changed it in between.</summary>
    public async Task<TOutcome> ChangeAsync<TOutcome>(Guid id, TOutcome notAllowed, TOutcome notFound, Func<TeamEdit, Task<TOutcome>> change, CancellationToken cancellationToken)
    {
        if (await person.WhoMayAsync(Right.ManageTeams, id.ToString(), cancellationToken) is not { } by)
        {
            return notAllowed;
        }

        return await LostRace.LookAgainAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await db.Teams.Include(team => team.Leads).SingleOrDefaultAsync(team => team.Id == id, cancellationToken) is { } team
                ? await change(new TeamEdit(this, db, team, by, clock.GetUtcNow()))
                : notFound;
        });
    }

    /// <summary>Lets <paramref name="make"/> decide about a new team whose name can be read; once more when somebody else took its name in between.</summary>
    public async Task<TeamOutcome> CreateAsync(string name, Func<TeamEdit, Task<TeamOutcome>> make, CancellationToken cancellationToken)
    {
        if (await person.WhoMayAsync(Right.ManageTeams, cancellationToken: cancellationToken) is not { } by)
        {
            return new TeamOutcome.NotAllowed();
        }

        if (TeamNameValidator.WhyNotNamed(name) is { } why)
        {
            return new TeamOutcome.NotPossible(why);
        }

        return await LostRace.LookAgainAsync(async () =>
        {
            var now = clock.GetUtcNow();
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await make(new TeamEdit(this, db, Team.Create(Guid.CreateVersion7(now), name, [], [], now), by, now));
        });
    }

    internal async Task SaveAsync(TeamEdit edit, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (edit.Db.Entry(edit.Team) is { State: EntityState.Unchanged } unchanged)
        {
            // Only who leads it differs. Two who each add the last lead there is room for must not both come first.
            unchanged.Property(team => team.Version).IsModified = true;
        }

        edit.Db.AuditEntries.Add(entry);
        await edit.Db.SaveChangesAsync(cancellationToken);
        changes.Publish(edit.Team.Id);
        Log.Changed(logger, edit.Team.Id, entry.Action, edit.By.Subject);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Team {Team}: {Action} by {By}")]
        public static partial void Changed(ILogger logger, Guid team, string action, string by);
    }
}

/// <summary>A team in hand, and who wants to change it.</summary>
public sealed class TeamEdit
{
    private readonly TeamEditing _editing;

    internal TeamEdit(TeamEditing editing, PortalDb db, Team team, Person by, DateTimeOffset now)
    {
        _editing = editing;
        (Db, Team, By, Now) = (db, team, by, now);
    }

    /// <summary>The team with its leads.</summary>
    public Team Team { get; }

    /// <summary>Who changes it.</summary>
    public Person By { get; }

    /// <summary>When.</summary>
    public DateTimeOffset Now { get; }

    internal PortalDb Db { get; }

    /// <summary>The outcome when it is so now, or was so already.</summary>
    public TeamOutcome Done => new TeamOutcome.Done(Team.Id, Team.Name);

    /// <summary>Saves what was changed, with its row of the audit.</summary>
    public Task SaveAsync(AuditEntry entry, CancellationToken cancellationToken) => _editing.SaveAsync(this, entry, cancellationToken);

    /// <summary>Why a name can't be this team's while it is in use: another one has it, whatever its case. Null when it can.</summary>
    public async Task<string?> WhyNotNamedAsync(string name, CancellationToken cancellationToken)
    {
        var key = Team.KeyOf(name);
        return await Db.Teams.Where(other => other.NameKey == key && other.ArchivedAt == null && other.Id != Team.Id).Select(other => other.Name).SingleOrDefaultAsync(cancellationToken) is { } taken
            ? $"A team in use is named “{taken}” already. Choose another name."
            : null;
    }

    /// <summary>Why no further team can be in use; null when one can.</summary>
    /// <remarks>Two at the very same moment may make it one more, which harms nobody.</remarks>
    public async Task<string?> WhyNotInUseAsync(CancellationToken cancellationToken) =>
        await Db.Teams.CountAsync(other => other.ArchivedAt == null, cancellationToken) >= Team.MostInUse
            ? $"{Team.MostInUse} teams are in use; there can't be more. Archive one first."
            : null;
}
