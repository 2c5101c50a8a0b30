namespace AdminPortal.Invites;

/// <summary>Records invitations; the click is answered from the database, delivery follows.</summary>
public sealed class InviteUsers
{
    /// <summary>Answers from the database.</summary>
    public Task<InviteUsersOutcome> HandleAsync(InviteUsersRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException("arrives with the next landing");
}
