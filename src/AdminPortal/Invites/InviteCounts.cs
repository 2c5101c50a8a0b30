namespace AdminPortal.Invites;

/// <summary>The numbers on the home page.</summary>
public sealed class InviteCounts
{
    /// <summary>Answers from the database.</summary>
    public Task<InviteCountsOutcome> HandleAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException("arrives with the next landing");
}
