namespace AdminPortal.Teams;

/// <summary>Makes a team; who leads it and which roles go with it is said afterwards.</summary>
public sealed class CreateTeam(TeamEditing teams)
{
    /// <summary>Makes it; what does not allow it, it says in a sentence.</summary>
    public Task<TeamOutcome> HandleAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return teams.CreateAsync(
            name,
            async edit =>
            {
                if ((await edit.WhyNotNamedAsync(name, cancellationToken) ?? await edit.WhyNotInUseAsync(cancellationToken)) is { } why)
                {
                    return new TeamOutcome.NotPossible(why);
                }

                edit.Db.Teams.Add(edit.Team);
                await edit.SaveAsync(TeamAudit.OfCreated(edit.Team, edit.By.AsActor(), edit.Now), cancellationToken);
                return edit.Done;
            },
            cancellationToken);
    }
}
