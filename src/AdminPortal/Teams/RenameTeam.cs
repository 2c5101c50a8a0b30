namespace AdminPortal.Teams;

/// <summary>Calls a team something else; its invitations go along.</summary>
public sealed class RenameTeam(TeamEditing teams)
{
    /// <summary>Renames it; what does not allow it, it says in a sentence.</summary>
    public Task<TeamOutcome> HandleAsync(Guid id, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return teams.ChangeAsync<TeamOutcome>(
            id,
            new TeamOutcome.NotAllowed(),
            new TeamOutcome.NotFound(),
            async edit =>
            {
                if (TeamNameValidator.WhyNotNamed(name) is { } unreadable)
                {
                    return new TeamOutcome.NotPossible(unreadable);
                }

                // An archived team may have any name: it has to be free when it comes back.
                if (edit.Team.ArchivedAt is null && await edit.WhyNotNamedAsync(name, cancellationToken) is { } taken)
                {
                    return new TeamOutcome.NotPossible(taken);
                }

                var before = edit.Team.Name;
                if (edit.Team.Rename(name))
                {
                    await edit.SaveAsync(TeamAudit.OfRenamed(edit.Team, before, edit.By.AsActor(), edit.Now), cancellationToken);
                }

                return edit.Done;
            },
            cancellationToken);
    }
}
