namespace AdminPortal.Invites;

/// <summary>A page of the list of invitations.</summary>
public sealed class InviteList
{
    /// <summary>Answers from the database.</summary>
    public Task<InviteListOutcome> HandleAsync(InviteListQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException("arrives with the next landing");
}
