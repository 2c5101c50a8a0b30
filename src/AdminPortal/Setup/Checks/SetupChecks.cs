using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.ManagementToken;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Setup;

/// <summary>Looks at everything that has to hold between the portal and the tenant; however many ask at once, one look runs.</summary>
public sealed partial class SetupChecks(
    IEnumerable<SetupCheck> checks,
    TenantConfigurationClient client,
    EmailTemplateClient templates,
    ManagementTokenCache tokens,
    TenantState state,
    IOptions<Auth0Options> auth0,
    IDbContextFactory<PortalDb> contexts,
    TimeProvider clock,
    IHostApplicationLifetime host,
    ILogger<SetupChecks> logger)
{
    /// <summary>What the audit calls the first time that everything was in order.</summary>
    public const string Whole = "setup.whole";

    private const string WholeSubject = "setup";

    private readonly Lock _gate = new();
    private readonly IReadOnlyList<SetupCheck> _checks = [.. checks];
    private SetupReport? _report;
    private Look? _look;
    private bool? _wasWhole;

    /// <summary>A check has been asked, or a look has ended.</summary>
    public event Action? Changed;

    /// <summary>What is known at this moment.</summary>
    public SetupReport Report
    {
        get
        {
            lock (_gate)
            {
                return _report ??= Blank();
            }
        }
    }

    /// <summary>A check by its id.</summary>
    public SetupCheck? Find(string id) => _checks.FirstOrDefault(check => string.Equals(check.Id, id, StringComparison.Ordinal));

    /// <summary>Looks at everything once; joins the look that is under way.</summary>
    public async Task<SetupReport> LookAsync(CancellationToken cancellationToken)
    {
        Task<SetupReport> result;
        lock (_gate)
        {
            result = (_look ??= Begin()).Result;
        }

        return await result.WaitAsync(cancellationToken);
    }

    /// <summary>A look that begins now: one that is under way has seen some things before what was just changed.</summary>
    public async Task<SetupReport> LookAfreshAsync(CancellationToken cancellationToken)
    {
        Look? underWay;
        lock (_gate)
        {
            underWay = _look;
        }

        if (underWay is not null)
        {
            if (underWay.NobodyWaits && CallLanes.Current != CallLane.Background)
            {
                // It asks only when Auth0 has nothing else to do, which may take minutes; a person doesn't wait for that.
                await underWay.Stop.CancelAsync();
            }

            await ((Task)underWay.Result).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await LookAsync(cancellationToken);
    }

    /// <summary>What the checks and the fixes read from, nothing read yet.</summary>
    internal TenantReading NewReading() => new(client, templates, tokens, auth0);

    // Under the gate. A look belongs to nobody: a page that is closed must not take it from the others.
    private Look Begin()
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStopping);
        return new Look(Task.Run(() => LookOnceAsync(stop.Token), CancellationToken.None), stop, CallLanes.Current == CallLane.Background);
    }

    private async Task<SetupReport> LookOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reading = NewReading();
            foreach (var check in _checks)
            {
                Publish(report => report with { Running = check.Id });
                var result = await AskAsync(check, reading, cancellationToken);
                Publish(report => report with { Rows = [.. report.Rows.Select(row => row.Id == check.Id ? row with { Result = result } : row)] });
            }

            return await FinishAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                _look = null;
            }

            Publish(report => report with { Running = null });
        }
    }

    private async Task<CheckResult> AskAsync(SetupCheck check, TenantReading reading, CancellationToken cancellationToken)
    {
        if (check.After.Select(id => Report.Rows.FirstOrDefault(row => row.Id == id)).FirstOrDefault(row => row?.Result?.IsGood == false) is { } before)
        {
            return new CheckResult.WaitsFor(Find(before.Id)!.Subject);
        }

        try
        {
            return await check.LookAsync(reading, cancellationToken);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            // One check that stumbles must not keep the others from being asked, nor show green.
            Log.Stumbled(logger, check.Id, failed);
            return new CheckResult.Unknown("The check itself failed; the portal's log says why.");
        }
    }

    private async Task<SetupReport> FinishAsync(CancellationToken cancellationToken)
    {
        var checkedAt = clock.GetUtcNow();
        var isFirstRun = !await WasWholeAsync(cancellationToken);
        var report = Publish(before => before with { CheckedAt = checkedAt, IsFirstRun = isFirstRun, Running = null });
        state.SetupIs(new SetupSummary(checkedAt, [.. Problems(report)], isFirstRun));
        Log.Looked(logger, report.Working, report.WithLimit, report.Failing, report.Unknown);
        return report;
    }

    private static IEnumerable<SetupProblem> Problems(SetupReport report) =>
        from row in report.Rows
        let failed = row.Result as CheckResult.Fails
        where failed is not null
        orderby failed.StopsSending descending
        select new SetupProblem(row.Id, row.Title, failed.Seen, failed.StopsSending);

    // Remembered for good: whoever once had everything in order knows the way to Setup and needs not be led there.
    private async Task<bool> WasWholeAsync(CancellationToken cancellationToken)
    {
        if (_wasWhole == true)
        {
            return true;
        }

        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (await db.HasNoRecordAsync(cancellationToken))
            {
                return false;
            }

            _wasWhole ??= await db.AuditEntries.AnyAsync(entry => entry.Subject == WholeSubject && entry.Action == Whole, cancellationToken);
            if (_wasWhole == false && Report.Rows.All(row => row.Result is CheckResult.Works or CheckResult.Limited))
            {
                db.AuditEntries.Add(AuditEntry.Of(clock.GetUtcNow(), AuditActor.Portal, Whole, WholeSubject));
                await db.SaveChangesAsync(cancellationToken);
                _wasWhole = true;
            }

            return _wasWhole == true;
        }
        catch (Exception trouble) when (trouble.IsStorageTrouble())
        {
            // Not known: better not to lead anybody anywhere.
            return true;
        }
    }

    private SetupReport Publish(Func<SetupReport, SetupReport> change)
    {
        SetupReport report;
        lock (_gate)
        {
            report = _report = change(_report ?? Blank());
        }

        Changed?.Invoke();
        return report;
    }

    private SetupReport Blank() => new() { Rows = [.. _checks.Select(check => new CheckRow(check.Id, check.Title, check.Meaning, null))] };

    private sealed record Look(Task<SetupReport> Result, CancellationTokenSource Stop, bool NobodyWaits);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Setup checked: {Working} work, {Limited} with a limit, {Failing} fail, {Unknown} could not be told")]
        public static partial void Looked(ILogger logger, int working, int limited, int failing, int unknown);

        [LoggerMessage(Level = LogLevel.Error, Message = "The check {Check} failed")]
        public static partial void Stumbled(ILogger logger, string check, Exception failure);
    }
}
