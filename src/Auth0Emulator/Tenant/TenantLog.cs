using System.Globalization;
using System.Text.Json.Nodes;

namespace Auth0Emulator.Tenant;

/// <summary>Writes the tenant log; the only place that numbers entries.</summary>
public sealed class TenantLog(TenantState state, TenantClock clock, TenantAddress address)
{
    /// <summary>How long an entry can be read.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Writes an entry; id, date, host, client name and user name are filled in where they can be known.</summary>
    public void Write(LogEntry entry) => state.Change(tenant => Write(tenant, entry));

    /// <summary>The same, inside a change that is under way.</summary>
    public void Write(TenantData tenant, LogEntry entry)
    {
        var now = clock.GetUtcNow();
        var connection = tenant.ConnectionNamed(entry.Connection);
        tenant.LastLogNumber++;
        tenant.Logs.Add(entry with
        {
            LogId = LogId(now, tenant.LastLogNumber),
            Date = now,
            Hostname = entry.Hostname ?? address.Host,
            ClientName = entry.ClientName ?? tenant.Client(entry.ClientId)?.Name,
            UserName = entry.UserName ?? (entry.UserId is { } id ? tenant.User(id)?.Email : null),
            ConnectionId = entry.ConnectionId ?? connection?.Id,
            Strategy = entry.Strategy ?? connection?.Strategy,
            StrategyType = entry.StrategyType ?? (connection is null ? null : connection.IsDatabase ? "database" : "enterprise"),
            Details = WithoutNulls(entry.Details),
        });
        Forget(tenant.Logs, now - Retention);
    }

    // 900, the instant, and a number that only grows: 56 digits, as Auth0's are.
    private static string LogId(DateTimeOffset now, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"900{now:yyyyMMddHHmmssfff}{number:D36}");

    // What isn't known is left out of an entry, at any depth.
    private static JsonObject? WithoutNulls(JsonObject? details)
    {
        if (details is null)
        {
            return null;
        }

        foreach (var (name, value) in details.ToArray())
        {
            if (value is null)
            {
                details.Remove(name);
            }

            WithoutNulls(value as JsonObject);
        }

        return details;
    }

    private static void Forget(List<LogEntry> logs, DateTimeOffset before)
    {
        var old = 0;
        while (old < logs.Count && logs[old].Date < before)
        {
            old++;
        }

        logs.RemoveRange(0, old);
    }
}
