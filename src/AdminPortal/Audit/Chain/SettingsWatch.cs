using System.Text.Json;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration.Json;

namespace AdminPortal.Audit;

/// <summary>Notes at the start which settings are other than at the last one. Settings are files and variables: nobody signed in changes them, so the portal is the one who tells.</summary>
internal sealed class SettingsWatch(IConfiguration configuration, IDbContextFactory<PortalDb> contexts, AuditChain chain, TimeProvider clock)
{
    private static readonly string[] NotOurs = ["Logging", "AllowedHosts", "Kestrel"];
    private static readonly string[] Secrets = ["Secret", "Password", "ConnectionStrings"];

    /// <summary>Compares and notes; the first start only notes.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        // Without the key a secret has no fingerprint that lasts; the next start that has it compares.
        if (chain.Key is not { } key)
        {
            return;
        }

        var now = Read(key);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.NotedSettings.SingleOrDefaultAsync(cancellationToken) is not { } noted)
        {
            db.NotedSettings.Add(new NotedSettings { Json = JsonSerializer.Serialize(now) });
            await db.SaveChangesAsync(cancellationToken);
            return;
        }

        var before = JsonSerializer.Deserialize<SortedDictionary<string, string>>(noted.Json) ?? [];
        var changes = before.Keys.Union(now.Keys)
            .Where(name => before.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)
            .ToDictionary(name => name, name => IsSecret(name) ? "changed (its value is not kept)" : $"{Shown(before, name)} → {Shown(now, name)}", StringComparer.Ordinal);
        if (changes.Count == 0)
        {
            return;
        }

        noted.Json = JsonSerializer.Serialize(now);
        db.AuditEntries.Add(AuditEntry.Of(clock.GetUtcNow(), AuditActor.Portal, ChainAudit.SettingsChanged, "settings", JsonSerializer.Serialize(new { settings = changes })));
        await db.SaveChangesAsync(cancellationToken);
    }

    // appsettings.json shows every setting there is, so its sections are the portal's own; what the machine's environment holds besides is none of our business.
    private SortedDictionary<string, string> Read(AuditKey key)
    {
        var ours = (configuration as IConfigurationRoot)?.Providers.OfType<JsonConfigurationProvider>().SelectMany(file => file.GetChildKeys([], null)).Except(NotOurs, StringComparer.OrdinalIgnoreCase) ?? [];
        var settings = ours.Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Where(setting => !string.IsNullOrEmpty(setting.Value));
        return new SortedDictionary<string, string>(
            settings.ToDictionary(setting => setting.Key, setting => IsSecret(setting.Key) ? key.FingerprintOf(setting.Key, setting.Value!) : setting.Value!, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    private static bool IsSecret(string name) => Array.Exists(Secrets, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Shown(SortedDictionary<string, string> settings, string name) => settings.TryGetValue(name, out var value) ? value : "(not set)";
}
