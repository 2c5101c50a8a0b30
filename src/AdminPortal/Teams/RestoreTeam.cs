namespace AdminPortal.Teams;

/// <summary>Takes an archived team back into use.</summary>
public sealed class RestoreTeam(TeamEditing teams)
{
    /// <summary>Restores it, unless its name belongs to another team by now or there are enough.</summary>
    public Task<TeamOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default) => teams.ChangeAsync<TeamOutcome>(
        id,
        new TeamOutcome.NotAllowed(),
        new TeamOutcome.NotFound(),
        async edit =>
        {
            if (edit.Team.ArchivedAt is null)
            {
                return edit.Done;
            }

            if (await edit.WhyNotNamedAsync(edit.Team.Name, cancellationToken) is not null)
            {
                return new TeamOutcome.NotPossible($"Another team is named “{edit.Team.Name}” by now. Rename one of the two, then restore it.");
            }

            if (await edit.WhyNotInUseAsync(cancellationToken) is { } why)
            {
                return new TeamOutcome.NotPossible(why);
            }

            edit.Team.Restore();
            await edit.SaveAsync(TeamAudit.OfRestored(edit.Team, edit.By.AsActor(), edit.Now), cancellationToken);
            return edit.Done;
        },
        cancellationToken);
}
