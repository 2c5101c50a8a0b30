namespace AdminPortal.ManagementToken;

/// <summary>Scopes that something waits for, and when to look for them in a fresh token; not safe for several threads by itself.</summary>
internal sealed class ScopeWaits
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    // Whoever waits asks again at least this often; when nobody does, nothing waits any more.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, DateTimeOffset> _wantedAt = new(StringComparer.Ordinal);
    private TimeSpan _pause = FirstPause;

    /// <summary>When to renew for their sake; null while nothing waits.</summary>
    public DateTimeOffset? RenewAt { get; private set; }

    /// <summary>What is waited for.</summary>
    public IReadOnlyList<string> Scopes => [.. _wantedAt.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Somebody needs these; a scope not waited for yet is looked for at once.</summary>
    public void Want(IEnumerable<string> scopes, DateTimeOffset now)
    {
        foreach (var scope in scopes)
        {
            if (!_wantedAt.ContainsKey(scope))
            {
                RenewAt = now;
                _pause = FirstPause;
            }

            _wantedAt[scope] = now;
        }
    }

    /// <summary>A fresh token carries these (null: it does not say).</summary>
    public void Renewed(IReadOnlySet<string>? carried, DateTimeOffset now)
    {
        foreach (var scope in _wantedAt.Where(want => carried?.Contains(want.Key) == true || now - want.Value >= Forgotten).Select(want => want.Key).ToList())
        {
            _wantedAt.Remove(scope);
        }

        if (_wantedAt.Count == 0)
        {
            RenewAt = null;
            return;
        }

        if (RenewAt is { } due && due <= now)
        {
            RenewAt = now + _pause;
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }
}
