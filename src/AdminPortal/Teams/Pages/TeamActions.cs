using AdminPortal.Data;
using AdminPortal.Shell;

namespace AdminPortal.Teams;

/// <summary>What can be done with a team, as buttons do it: ask where it matters, act, tell what came of it.</summary>
public sealed class TeamActions(Dialogs dialogs, Notices notices, ArchiveTeam archive, RestoreTeam restore, RemoveLead removeLead)
{
    /// <summary>Lets somebody name a new team.</summary>
    public Task CreateAsync() => dialogs.OpenAsync<TeamDialog>(TeamDialog.Title(null));

    /// <summary>Lets somebody name a team anew.</summary>
    public Task RenameAsync(TeamRow team) => dialogs.OpenAsync<TeamDialog>(TeamDialog.Title(team), Of(team));

    /// <summary>Lets somebody choose a team's roles.</summary>
    public Task ChangeRolesAsync(TeamRow team) => dialogs.OpenAsync<TeamRolesDialog>(TeamRolesDialog.Title(team), Of(team));

    /// <summary>Lets somebody find another lead.</summary>
    public Task AddLeadAsync(TeamRow team) => dialogs.OpenAsync<AddLeadDialog>(AddLeadDialog.Title(team), Of(team));

    /// <summary>Takes a team out of use after asking.</summary>
    public async Task ArchiveAsync(TeamRow team, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(team);
        if (await dialogs.AskAsync(TeamWords.AskArchive(team)))
        {
            await TellAsync(async () => TeamWords.Archived(await archive.HandleAsync(team.Id, cancellationToken), team.Name), $"{team.Name} was not archived");
        }
    }

    /// <summary>Takes a team back into use.</summary>
    public Task RestoreAsync(TeamRow team, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(team);
        return TellAsync(async () => TeamWords.Restored(await restore.HandleAsync(team.Id, cancellationToken), team.Name), $"{team.Name} was not restored");
    }

    /// <summary>Ends somebody's leading a team after asking.</summary>
    public async Task RemoveLeadAsync(TeamRow team, LeadRow lead, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(lead);
        if (await dialogs.AskAsync(TeamWords.AskRemoveLead(team, lead)))
        {
            await TellAsync(async () => TeamWords.LeadRemoved(await removeLead.HandleAsync(team.Id, lead.Subject, cancellationToken), team.Name, lead.Name), $"{lead.Name} was not removed");
        }
    }

    private static Dictionary<string, object?> Of(TeamRow team) => new(StringComparer.Ordinal) { ["Team"] = team };

    private async Task TellAsync(Func<Task<Told>> act, string ifStorageFails)
    {
        try
        {
            var told = await act();
            if (told.Worked)
            {
                notices.Succeeded(told.Title, told.Text);
            }
            else
            {
                notices.Failed(told.Title, told.Text);
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            notices.Failed(ifStorageFails, TeamWords.NothingChanged);
        }
    }
}
