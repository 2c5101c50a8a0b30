namespace AdminPortal.Invites;

/// <summary>Sends an invitation again: a new mail, a new expiry, the old link dead.</summary>
public sealed class ResendInvite
{
    /// <summary>Answers from the database.</summary>
    public Task<ResendOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException("arrives with the next landing");
}
