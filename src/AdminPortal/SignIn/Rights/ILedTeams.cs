namespace AdminPortal.SignIn;

/// <summary>Answers which teams somebody leads. Teams are a slice of their own that knows this one, not the other way round.</summary>
public interface ILedTeams
{
    /// <summary>The ids of the teams that the account with this subject leads; archived ones too, for their open invitations go on.</summary>
    Task<IReadOnlySet<Guid>> OfAsync(string subject, CancellationToken cancellationToken);
}
