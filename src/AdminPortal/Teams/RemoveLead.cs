namespace AdminPortal.Teams;

/// <summary>Ends somebody's leading a team; their open page notices at once.</summary>
public sealed class RemoveLead(TeamEditing teams)
{
    /// <summary>Removes the person; twice is once.</summary>
    public Task<TeamOutcome> HandleAsync(Guid teamId, string subject, CancellationToken cancellationToken = default) => teams.ChangeAsync<TeamOutcome>(
        teamId,
        new TeamOutcome.NotAllowed(),
        new TeamOutcome.NotFound(),
        async edit =>
        {
            if (edit.Team.RemoveLead(subject) is { } lead)
            {
                await edit.SaveAsync(TeamAudit.OfLeadRemoved(edit.Team, lead, edit.By.AsActor(), edit.Now), cancellationToken);
            }

            return edit.Done;
        },
        cancellationToken);
}
