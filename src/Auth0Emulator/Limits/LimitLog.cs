using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Limits;

/// <summary>Writes into the tenant log when a bucket runs low (<c>api_limit_warning</c>) and when it is empty (<c>api_limit</c>), each once a minute at most: a bulk must not drown the log.</summary>
public sealed class LimitLog(TenantLog log, TenantClock clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Type, string Bucket, string Whose), DateTimeOffset> _told = [];

    /// <summary>Writes what there is to tell of a bucket a token was asked of.</summary>
    public void Tell(LimitState standing, string bucket, string whose, Visitor visitor)
    {
        var type = standing switch
        {
            { Allowed: false } => "api_limit",
            { RunsLow: true } => "api_limit_warning",
            _ => null,
        };
        if (type is not null && IsDue((type, bucket, whose)))
        {
            log.Write(new LogEntry { Type = type, Description = bucket, Ip = visitor.Ip, UserAgent = visitor.UserAgent });
        }
    }

    /// <summary>Starts anew, as the buckets do.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _told.Clear();
        }
    }

    private bool IsDue((string Type, string Bucket, string Whose) news)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            // Told in the future: the tenant's clock was set back.
            if (_told.TryGetValue(news, out var toldAt) && toldAt <= now && now - toldAt < Quiet)
            {
                return false;
            }

            _told[news] = now;
            return true;
        }
    }
}
