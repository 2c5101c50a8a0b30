using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Setup;

/// <summary>Puts right what a check found wrong, where the API safely can; every attempt stands in the audit.</summary>
public sealed partial class FixTenant(
    CurrentPerson person, SetupChecks checks, TenantStateReader tenant, IDbContextFactory<PortalDb> contexts, TimeProvider clock, ILogger<FixTenant> logger)
{
    /// <summary>What the audit calls a change that Auth0 took.</summary>
    public const string Fixed = "setup.fixed";

    /// <summary>What the audit calls a change that Auth0 did not take.</summary>
    public const string NotFixed = "setup.not-fixed";

    /// <summary>What the audit calls a change that is about to be asked for.</summary>
    public const string AskedFor = "setup.fix-asked-for";

    private const int LongestId = 40;

    private static readonly TimeSpan NewsFor = TimeSpan.FromMinutes(10);

    /// <summary>Puts right what the check of this id found, and looks again.</summary>
    public async Task<FixTenantOutcome> HandleAsync(string checkId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkId);
        if (await person.WhoMayAsync(Right.ChangeSetup, $"setup {Known(checkId)}", cancellationToken) is not { } by)
        {
            return new FixTenantOutcome.NotAllowed();
        }

        if (checks.Find(checkId) is not { } check
            || checks.Report.Rows.FirstOrDefault(row => row.Id == check.Id)?.Result?.CureOrNone?.Fix is null)
        {
            return new FixTenantOutcome.NotPossible("There is nothing to put right there by now.");
        }

        // Before the call: should the portal die in it, the audit says who wanted it.
        await NoteAsync(by, AskedFor, check.Id, "", cancellationToken);
        using var lane = CallLane.Interactive.Enter();
        var result = await check.FixAsync(checks.NewReading(), by, cancellationToken);
        var (action, text) = result.Match(it => (Fixed, it.What), it => (NotFixed, it.Why));
        await NoteAsync(by, action, check.Id, text, CancellationToken.None);
        Log.Tried(logger, check.Id, by.Subject, action);

        // What is offered hangs on the link's lifetime: no reason to wait for the next pass of the snapshot.
        await tenant.ReadAsync(cancellationToken);
        await checks.LookAfreshAsync(cancellationToken);
        return result.Match<FixTenantOutcome>(it => new FixTenantOutcome.Done(it.What), it => new FixTenantOutcome.NotPossible(it.Why));
    }

    /// <summary>What came of the last attempt at this check, while it is still news; for a page that was posted and loaded again.</summary>
    public async Task<FixNews?> LastNewsAsync(string checkId, CancellationToken cancellationToken = default)
    {
        if (checks.Find(checkId) is not { } check || await person.WhoSeesAsync(Right.SeeTenantProblems, checkId, lookAgain: true, cancellationToken) is null)
        {
            return null;
        }

        var (subject, since) = ($"setup {check.Id}", clock.GetUtcNow() - NewsFor);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == subject && (entry.Action == Fixed || entry.Action == NotFixed))
            .OrderByDescending(entry => entry.Number)
            .FirstOrDefaultAsync(cancellationToken);
        return last is null || last.At < since ? null : new FixNews(last.Action == Fixed, JsonNode.Parse(last.Details)?["text"]?.GetValue<string>() ?? "");
    }

    // A forged id is anything at all; only ids of checks are repeated.
    private string Known(string checkId) => checkId.Length <= LongestId && checks.Find(checkId) is { } check ? check.Id : "unknown";

    private async Task NoteAsync(Person by, string action, string subject, string text, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.AuditEntries.Add(AuditEntry.Of(clock.GetUtcNow(), by.AsActor(), action, $"setup {subject}", text.Length == 0 ? "{}" : JsonSerializer.Serialize(new { text })));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Setup: {By} asked to put {Check} right: {Outcome}")]
        public static partial void Tried(ILogger logger, string check, string by, string outcome);
    }
}

/// <summary>What came of the last attempt.</summary>
public sealed record FixNews(bool Worked, string Text);

/// <summary>What came of putting something right.</summary>
public abstract record FixTenantOutcome
{
    private FixTenantOutcome()
    {
    }

    /// <summary>Auth0 took the change: <paramref name="What"/>.</summary>
    public sealed record Done(string What) : FixTenantOutcome;

    /// <summary>It was not changed, as far as is known, and why.</summary>
    public sealed record NotPossible(string Why) : FixTenantOutcome;

    /// <summary>The person may not change the tenant.</summary>
    public sealed record NotAllowed : FixTenantOutcome;

    /// <summary>Decides on every case.</summary>
    public TOut Match<TOut>(Func<Done, TOut> done, Func<NotPossible, TOut> notPossible, Func<NotAllowed, TOut> notAllowed) => this switch
    {
        Done it => done(it),
        NotPossible it => notPossible(it),
        NotAllowed it => notAllowed(it),
        _ => throw new InvalidOperationException($"{GetType()} is not a case of {nameof(FixTenantOutcome)}."),
    };
}
