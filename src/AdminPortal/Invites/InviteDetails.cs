namespace AdminPortal.Invites;

/// <summary>One invitation with its history.</summary>
public sealed class InviteDetails
{
    /// <summary>Answers from the database.</summary>
    public Task<InviteDetailsOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException("arrives with the next landing");
}
