namespace AdminPortal.Invites;

/// <summary>Withdraws an invitation; its link dies and its unused account goes.</summary>
public sealed class RevokeInvite
{
    /// <summary>Answers from the database.</summary>
    public Task<RevokeOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException("arrives with the next landing");
}
