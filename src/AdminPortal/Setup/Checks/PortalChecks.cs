using System.Globalization;
using System.Runtime.InteropServices;
using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.ManagementToken;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Setup;

/// <summary>Can the tenant's log be read, how late is it, and how far back does it go?</summary>
public sealed class LogCheck(TenantState state, ManagementTokenCache tokens, TimeProvider clock) : SetupCheck
{
    // Auth0 writes entries late, but within a minute or so; each token it issues leaves one.
    private static readonly TimeSpan MayLag = TimeSpan.FromMinutes(5);

    // The two clocks are compared by replies that tell whole seconds.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortRetention = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public override string Id => "log";

    /// <inheritdoc/>
    public override string Title => "The tenant's log can be read";

    /// <inheritdoc/>
    public override string Meaning => "The log tells when somebody has chosen a password, when a mail server refused an email, and whether a request whose answer was lost was taken.";

    /// <inheritdoc/>
    public override string Subject => "the tenant's log";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var newest = await tenant.LogEndAsync(newest: true, cancellationToken);
        if (newest.Answer is not Auth0Result<IReadOnlyList<TenantLogEntry>>.Ok { Value: var newestEntries })
        {
            return NotKnown(newest);
        }

        var oldest = await tenant.LogEndAsync(newest: false, cancellationToken);
        var oldestEntries = oldest.Answer is Auth0Result<IReadOnlyList<TenantLogEntry>>.Ok { Value: var found } ? found : [];
        return Judge(newestEntries, oldestEntries) with { Evidence = [Evidence.Of(newest), Evidence.Of(oldest), .. Seen(newestEntries, oldestEntries)] };
    }

    private CheckResult Judge(IReadOnlyList<TenantLogEntry> newest, IReadOnlyList<TenantLogEntry> oldest)
    {
        if (state.Log is { Problem: { } problem })
        {
            return new CheckResult.Limited(
                $"The log {problem}. Until it is whole again acceptances are noticed by looking at accounts, and refused emails late.",
                new Cure("Open Monitoring, then Logs, and see whether new entries come.", "Nothing has to be done here: the portal reads on as soon as it can."));
        }

        if (Missing(newest) is { } renewedAt)
        {
            return new CheckResult.Limited(
                $"The log lags: the token that Auth0 issued {Shell.TimeWords.Span(clock.GetUtcNow() - renewedAt)} ago is not in it yet. Acceptances and refused emails are noticed late.",
                new Cure("Open Monitoring, then Logs, and see whether new entries come.", "Look at status.auth0.com.", "Nothing has to be done here: the portal reads on as soon as entries come."));
        }

        if (newest.Count == 0)
        {
            return new CheckResult.Works("It can be read; nothing stands in it yet.");
        }

        var back = oldest.Count > 0 ? Auth0Now - oldest[0].Date : TimeSpan.Zero;
        return new CheckResult.Works(back < ShortRetention
            ? "It can be read to its end."
            : $"It can be read to its end, and goes back {Shell.TimeWords.Span(back)}.");
    }

    private IEnumerable<Evidence> Seen(IReadOnlyList<TenantLogEntry> newest, IReadOnlyList<TenantLogEntry> oldest)
    {
        if (newest.Count > 0)
        {
            yield return Evidence.Seen(clock.GetUtcNow(), "newest entry", $"{newest[0].Date:u}{(Auth0Now - newest[0].Date > MayLag ? ", nothing since" : "")}");
        }

        if (oldest.Count > 0)
        {
            yield return Evidence.Seen(clock.GetUtcNow(), "oldest entry", $"{oldest[0].Date:u}");
        }
    }

    // When the token was issued that should have left an entry by now and hasn't; a token fetched a moment ago proves nothing.
    private DateTimeOffset? Missing(IReadOnlyList<TenantLogEntry> newest) =>
        tokens.State.RenewedAt is { } renewedAt && clock.GetUtcNow() - renewedAt > MayLag && (newest.Count == 0 || newest[0].Date < renewedAt + state.ClockOffset - Slack)
            ? renewedAt
            : null;

    private DateTimeOffset Auth0Now => clock.GetUtcNow() + state.ClockOffset;
}

/// <summary>Do the limits the portal keeps to fit what Auth0's headers say?</summary>
public sealed class LimitsCheck(LimitGate gate, TimeProvider clock) : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "limits";

    /// <inheritdoc/>
    public override string Title => "The portal keeps to your plan's limits";

    /// <inheritdoc/>
    public override string Meaning => "Too fast, and Auth0 answers 429 to everybody who uses the tenant; too slow, and a large batch takes longer than it must.";

    /// <inheritdoc/>
    public override string Subject => "the limits";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        // A reply of a group that tells the plans apart; the scopes check has read it already.
        await tenant.GrantsAsync(cancellationToken);
        var (kept, seen) = gate.Plans;
        var setting = tenant.Settings.Limits.Plan;
        CheckResult result = seen switch
        {
            null => new CheckResult.Unknown($"Auth0's replies have not told their limits yet; the portal keeps to those of {kept.Name}."),
            _ when setting == Auth0LimitsOptions.Auto => new CheckResult.Works(seen == LimitPlan.Off ? "Auth0's replies name no limit." : $"Auth0's replies look like the plan {seen.Name}, and the portal keeps to it."),
            _ when seen.Name == kept.Name => new CheckResult.Works($"Auth0's replies look like the plan {seen.Name}, which is what the setting says."),
            _ => new CheckResult.Limited(
                $"The setting says {setting}, Auth0's replies look like {seen.Name}.",
                new Cure("Set Auth0:Limits:Plan to auto, or to the plan the tenant has (Settings, then Subscription in the dashboard).", "Restart the portal.") { InDashboard = false }),
        };
        return result with { Evidence = [Evidence.Seen(clock.GetUtcNow(), "x-ratelimit headers", $"kept: {kept.Name}, seen: {seen?.Name ?? "nothing"}", seen is not null && seen.Name != kept.Name)] };
    }
}

/// <summary>Is the record in order, and is there room for more?</summary>
public sealed class DatabaseCheck(IDbContextFactory<PortalDb> contexts, TimeProvider clock) : SetupCheck
{
    private const long Mebibyte = 1024 * 1024;
    private const long Scarce = 1024 * Mebibyte;
    private const long TooLittle = 100 * Mebibyte;

    /// <inheritdoc/>
    public override string Id => "database";

    /// <inheritdoc/>
    public override string Title => "The record is in order";

    /// <inheritdoc/>
    public override string Meaning => "Nothing is sent that is not recorded first; without a database that can be written, everything stands still.";

    /// <inheritdoc/>
    public override string Subject => "the database";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [];

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (await db.HasNoRecordAsync(cancellationToken))
            {
                return new CheckResult.Works("It is made when the portal starts for the first time.");
            }

            var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            var file = new FileInfo(db.Database.GetDbConnection().DataSource);
            var free = file.Directory is { Exists: true } folder ? new DriveInfo(folder.FullName).AvailableFreeSpace : long.MaxValue;
            return Judge(pending.Count, Size(file), free) with
            {
                Evidence =
                [
                    Evidence.Seen(clock.GetUtcNow(), "migrations", pending.Count == 0 ? applied.LastOrDefault() ?? "none" : $"{pending.Count} not applied: {string.Join(", ", pending)}", pending.Count > 0),
                    Evidence.Seen(clock.GetUtcNow(), file.Name, $"{Words(Size(file))}, {Words(free)} free", free < Scarce),
                ],
            };
        }
        catch (Exception trouble) when (trouble.IsStorageTrouble() || trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new CheckResult.Unknown("The database did not answer.") { Evidence = [Evidence.Seen(clock.GetUtcNow(), "database", trouble.GetType().Name, isBad: true)] };
        }
    }

    /// <summary>What these figures mean.</summary>
    internal static CheckResult Judge(int pending, long size, long free)
    {
        var makeRoom = new Cure("Make room on the disk that holds ConnectionStrings:Portal, or move the file to a larger one and set that.", "Keep a backup of it: it is the record.") { InDashboard = false };
        return (pending, free) switch
        {
            ( > 0, _) => new CheckResult.Fails($"{pending} changes of its shape are not applied.", new Cure("Start the portal: it applies them before it answers.", "If it does not start, its log says why.") { InDashboard = false }),
            (_, < TooLittle) => new CheckResult.Fails($"Only {Words(free)} are free on its disk.", makeRoom),
            (_, < Scarce) => new CheckResult.Limited($"{Words(size)}; {Words(free)} are free on its disk.", makeRoom),
            _ => new CheckResult.Works($"{Words(size)}, up to date; {Words(free)} are free on its disk."),
        };
    }

    private static long Size(FileInfo file) => new[] { file, new FileInfo(file.FullName + "-wal") }.Sum(each => each.Exists ? each.Length : 0);

    private static string Words(long bytes) => bytes switch
    {
        >= 1024 * Mebibyte => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * Mebibyte):0.#} GB"),
        >= Mebibyte => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)Mebibyte:0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB"),
    };
}

/// <summary>Is what happens sealed, so that nobody can change it afterwards unnoticed?</summary>
public sealed class SealCheck(AuditVerifier audit, TimeProvider clock) : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "seal";

    /// <inheritdoc/>
    public override string Title => "The audit is sealed";

    /// <inheritdoc/>
    public override string Meaning => "Each entry seals the one before it, with a key that lies beside the database and not in it; Verify on the page Audit goes along the whole chain.";

    /// <inheritdoc/>
    public override string Subject => "the audit's seal";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => ["database"];

    /// <inheritdoc/>
    public override Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        CheckResult result = (audit.Unsealed, audit.Unanchored, audit.Last) switch
        {
            ({ } unsealed, _, _) => new CheckResult.Fails($"New entries are written without a seal. {unsealed.Why}", new Cure(unsealed.Cure) { InDashboard = false }),
            (_, _, AuditVerification.Broken broken) => new CheckResult.Fails(broken.What, new Cure("Compare with a backup before anybody writes to the database.", "The page Audit shows where.") { InDashboard = false, Page = (AuditListAddress.Path, "Open the audit") }),
            (_, { } unanchored, _) => new CheckResult.Limited($"A tail cut off would not be noticed: {unanchored}", new Cure("Let the portal's user write there; the next entry writes the file anew.") { InDashboard = false }),
            (_, _, null) => new CheckResult.Works("New entries are sealed. Nobody has gone along the chain since the portal started."),
            (_, _, { } last) => new CheckResult.Works($"New entries are sealed; the chain was whole {Shell.TimeWords.Span(clock.GetUtcNow() - last.CheckedAt)} ago."),
        };
        return Task.FromResult(result with { Evidence = [Evidence.Seen(clock.GetUtcNow(), "key and head anchor", audit.Unsealed?.Why ?? audit.Unanchored ?? "both there", audit.Unsealed is not null || audit.Unanchored is not null)] });
    }
}

/// <summary>Does the portal run on a .NET that still gets security fixes?</summary>
public sealed class RuntimeCheck(TimeProvider clock) : SetupCheck
{
    // Three years after its release, as Microsoft's support policy for long-term versions has it.
    private static readonly DateTimeOffset SupportEndsAt = new(2028, 11, 14, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override string Id => "runtime";

    /// <inheritdoc/>
    public override string Title => "The portal runs on a supported .NET";

    /// <inheritdoc/>
    public override string Meaning => "An old runtime gets no security fixes.";

    /// <inheritdoc/>
    public override string Subject => "the runtime";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [];

    /// <inheritdoc/>
    public override Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var version = RuntimeInformation.FrameworkDescription;
        CheckResult result = now < SupportEndsAt
            ? new CheckResult.Works($"{version} on {RuntimeInformation.OSDescription}.")
            : new CheckResult.Limited($"{version} gets no fixes any more.", new Cure("Install the newest portal and the .NET it asks for.") { InDashboard = false });
        return Task.FromResult(result with { Evidence = [Evidence.Seen(now, "runtime", $"{version}, {RuntimeInformation.RuntimeIdentifier}")] });
    }
}
