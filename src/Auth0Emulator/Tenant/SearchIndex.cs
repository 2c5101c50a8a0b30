namespace Auth0Emulator.Tenant;

/// <summary>What GET /users sees: the users as they were a moment ago, because Auth0's search is eventually consistent.</summary>
public sealed class SearchIndex
{
    private readonly Dictionary<string, TenantUser> _users = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string UserId, TenantUser? User)> _pending = new();

    /// <summary>Starts from what is known to be indexed already.</summary>
    public void Fill(IEnumerable<TenantUser> users)
    {
        _pending.Clear();
        _users.Clear();
        foreach (var user in users)
        {
            _users[user.UserId] = user;
        }
    }

    /// <summary>Takes note of a change; null means the user is gone.</summary>
    public void Note(DateTimeOffset at, string userId, TenantUser? user) => _pending.Enqueue((at, userId, user));

    /// <summary>The users as the index shows them when a change takes <paramref name="delay"/> to reach it.</summary>
    public IReadOnlyCollection<TenantUser> At(DateTimeOffset now, TimeSpan delay)
    {
        // A change from the future was made before the clock was set back: it has waited, and must not hold up those behind it.
        while (_pending.TryPeek(out var change) && (change.At <= now - delay || change.At > now))
        {
            _pending.Dequeue();
            if (change.User is null)
            {
                _users.Remove(change.UserId);
            }
            else
            {
                _users[change.UserId] = change.User;
            }
        }

        return _users.Values;
    }
}
