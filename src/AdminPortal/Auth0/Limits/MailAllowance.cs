namespace AdminPortal.Auth0;

/// <summary>
/// Auth0's limit on mails for one address: ten at once, then one a minute. Respected before asking, so that many resends cost nobody else a 429.
/// Kept in memory and for a limited number of addresses: what is forgotten at a restart or in a flood, Auth0 still knows.
/// </summary>
public sealed class MailAllowance(TimeProvider clock)
{
    /// <summary>Mails at once; the figure that Auth0 names as the limit when a reply speaks of this bucket and no other.</summary>
    public const int Burst = 10;

    /// <summary>Set on a request for a mail: the address it is for, as Auth0 compares it.</summary>
    internal static readonly HttpRequestOptionsKey<string> Address = new("AdminPortal.MailAddress");

    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1) / 0.99;

    private readonly Lock _gate = new();
    private readonly long _startedAt = clock.GetTimestamp();

    // When the bucket of an address will be full again; an address that isn't here has a full one.
    private readonly Dictionary<string, TimeSpan> _fullAt = new(StringComparer.Ordinal);

    private TimeSpan Now => clock.GetElapsedTime(_startedAt);

    /// <summary>How many addresses are remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (_gate)
            {
                return _fullAt.Count;
            }
        }
    }

    /// <summary>When a mail for this address may be asked for; null for now.</summary>
    public DateTimeOffset? FreeAt(string address)
    {
        lock (_gate)
        {
            var wait = _fullAt.GetValueOrDefault(address) - ((Burst - 1) * Every) - Now;
            return wait > TimeSpan.Zero ? clock.GetUtcNow() + wait : null;
        }
    }

    /// <summary>A mail is asked for.</summary>
    public void Take(string address)
    {
        lock (_gate)
        {
            Set(address, Later(_fullAt.GetValueOrDefault(address), Now) + Every);
        }
    }

    /// <summary>Auth0 has so many left for this address.</summary>
    public void Lower(string address, int remaining)
    {
        lock (_gate)
        {
            Set(address, Later(_fullAt.GetValueOrDefault(address), Now + ((Burst - Math.Clamp(remaining, 0, Burst)) * Every)));
        }
    }

    /// <summary>Auth0 refuses this address until then.</summary>
    public void Close(string address, DateTimeOffset until)
    {
        lock (_gate)
        {
            Set(address, Later(_fullAt.GetValueOrDefault(address), Now + (until - clock.GetUtcNow()) + ((Burst - 1) * Every)));
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void Set(string address, TimeSpan fullAt)
    {
        _fullAt[address] = fullAt;
        if (_fullAt.Count <= MostAddresses)
        {
            return;
        }

        // The fullest half says the least.
        foreach (var forgotten in _fullAt.OrderBy(known => known.Value).Take(MostAddresses / 2).ToList())
        {
            _fullAt.Remove(forgotten.Key);
        }
    }
}
