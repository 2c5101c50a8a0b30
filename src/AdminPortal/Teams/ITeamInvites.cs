namespace AdminPortal.Teams;

/// <summary>Answers what became of a team's invitations. Invitations are a slice of their own that knows this one, not the other way round.</summary>
public interface ITeamInvites
{
    /// <summary>The numbers of each of these teams; a team without invitations may be absent.</summary>
    Task<IReadOnlyDictionary<Guid, TeamInviteCounts>> CountAsync(IReadOnlyCollection<Guid> teams, CancellationToken cancellationToken);

    /// <summary>The open invitations of a team, newest first, as many as asked for.</summary>
    Task<IReadOnlyList<TeamInvite>> OpenAsync(Guid team, int most, CancellationToken cancellationToken);

    /// <summary>Calls back after each change that may alter an answer, until the answer is disposed.</summary>
    IDisposable Subscribe(Func<Task> whenChanged);
}

/// <summary>How many invitations of a team there are.</summary>
/// <param name="Pending">Sent, and the link still works.</param>
/// <param name="Accepted">The password was set.</param>
/// <param name="Open">Not at an end yet: pending, being sent, not confirmed, being revoked.</param>
public sealed record TeamInviteCounts(int Pending, int Accepted, int Open)
{
    /// <summary>Of a team that nobody has been invited into.</summary>
    public static TeamInviteCounts None { get; } = new(0, 0, 0);
}

/// <summary>An open invitation of a team, as far as the team's page shows it.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Email">Whom it is for.</param>
/// <param name="Status">Its status in a word, with icon and tone of its chip.</param>
/// <param name="ExpiresAt">When it expires; null until the first mail is out.</param>
public sealed record TeamInvite(Guid Id, string Email, (string Word, string Icon, string Tone) Status, DateTimeOffset? ExpiresAt);
