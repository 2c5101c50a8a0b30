namespace AdminPortal.Teams;

/// <summary>Takes a team out of use: nobody is invited into it any more, and its open invitations go on.</summary>
public sealed class ArchiveTeam(TeamEditing teams)
{
    /// <summary>Archives it; twice is once.</summary>
    public Task<TeamOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default) => teams.ChangeAsync<TeamOutcome>(
        id,
        new TeamOutcome.NotAllowed(),
        new TeamOutcome.NotFound(),
        async edit =>
        {
            if (edit.Team.Archive(edit.Now))
            {
                await edit.SaveAsync(TeamAudit.OfArchived(edit.Team, edit.By.AsActor(), edit.Now), cancellationToken);
            }

            return edit.Done;
        },
        cancellationToken);
}
