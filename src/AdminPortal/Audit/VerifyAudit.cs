using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Audit;

/// <summary>Checks for whoever may see the audit that it is as it was written.</summary>
public sealed class VerifyAudit(CurrentPerson person, AuditVerifier verifier)
{
    /// <summary>Goes along the whole chain; null when the person may not.</summary>
    public async Task<AuditVerification?> HandleAsync(CancellationToken cancellationToken = default) =>
        await person.WhoMayAsync(Right.SeeAudit, ChainAudit.Subject, cancellationToken) is null ? null : await verifier.VerifyAsync(cancellationToken);

    /// <summary>What the last check since the start found, whoever asked for it; null when nobody has, or the person may not see it.</summary>
    public async Task<AuditVerification?> LastAsync(CancellationToken cancellationToken = default) =>
        (await person.FindAsync(cancellationToken))?.May(Right.SeeAudit) == true ? verifier.Last : null;
}

/// <summary>Goes along the chain, one walk at a time, and remembers what the last one found.</summary>
public sealed class AuditVerifier : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IDbContextFactory<PortalDb> _contexts;
    private readonly AuditChain _chain;
    private readonly AuditAnchor _anchor;
    private readonly AuditFolder _folder;
    private readonly TimeProvider _clock;
    private AuditVerification? _last;

    internal AuditVerifier(IDbContextFactory<PortalDb> contexts, AuditChain chain, AuditAnchor anchor, AuditFolder folder, TimeProvider clock) =>
        (_contexts, _chain, _anchor, _folder, _clock) = (contexts, chain, anchor, folder, clock);

    /// <summary>What the last walk found; null before the first.</summary>
    public AuditVerification? Last => Volatile.Read(ref _last);

    /// <summary>Why new entries are written unsealed, as far as was noticed, and the cure; null while they are sealed.</summary>
    public (string Why, string Cure)? Unsealed => _chain.WhyNoKey is { } why ? (why, CureForTheKey) : null;

    /// <summary>Why the head anchor could not be written the last time, so that a tail cut off would not be noticed; null when it could.</summary>
    public string? Unanchored => _anchor.Trouble is { } trouble ? $"{_folder.AnchorFile} can't be written: {trouble}" : null;

    private string CureForTheKey =>
        $"Put the key back from your backup; its mode is 600. If it is lost for good, nobody can check the entries that it sealed: stop the portal, make an empty file \"{_folder.BeginAnewFile}\", and start it. It then makes a new key, and a new chain begins that seals everything as it is found.";

    /// <summary>One walk, on a thread of its own: SQLite reads without letting go of it.</summary>
    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var found = await Task.Run(() => LookAsync(cancellationToken), cancellationToken);
            Volatile.Write(ref _last, found);
            return found;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<AuditVerification> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        if (_chain.FindKey(connection, transaction: null) is not { } key)
        {
            return new AuditVerification.NoKey(_clock.GetUtcNow(), _chain.WhyNoKey ?? "The key of the chain is missing.", CureForTheKey);
        }

        // Read before the snapshot: what is committed meanwhile is in neither, so the anchor can only be behind what is read.
        var anchor = _anchor.Read(key);
        await using var transaction = connection.BeginTransaction(deferred: true);
        if (anchor is AnchorReading.Forged)
        {
            return new AuditVerification.Broken(_clock.GetUtcNow(), StoredEntries.Newest(connection, transaction)?.Number ?? 0, $"The head anchor, {_folder.AnchorFile}, was not signed with this key: one of the two was exchanged.", null, null, null);
        }

        var head = (anchor as AnchorReading.Holds)?.Head;
        return new ChainWalk(connection, transaction, key).Go(head, long.MaxValue, cancellationToken) switch
        {
            WalkEnd.Broken it => new AuditVerification.Broken(_clock.GetUtcNow(), it.Position, it.What, it.Expected, it.Found, it.LastSound),
            WalkEnd.Sound it => new AuditVerification.Whole(_clock.GetUtcNow(), it.Count, it.First, it.Head.Number, it.Head.Seal, [.. Cautions(key, anchor, it), .. Triggers(connection, transaction)]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private IEnumerable<string> Cautions(AuditKey key, AnchorReading before, WalkEnd.Sound walk)
    {
        if (walk.Count == 0)
        {
            yield break;
        }

        if (before is AnchorReading.Missing)
        {
            yield return "The head anchor is missing, so a tail cut off before now would not be noticed. The next entry writes it anew.";
        }
        else if (before is AnchorReading.Unreadable unreadable)
        {
            yield return $"The head anchor can't be read, so a tail cut off would not be noticed: {unreadable.Why}";
        }
        else if (_anchor.Read(key) is AnchorReading.Holds { Head.Number: var known } && known < walk.Head.Number)
        {
            yield return $"The head anchor lags: it knows the entries up to {known}. It moves on with the next entry, if {_folder.AnchorFile} can be written.";
        }
    }

    private static IEnumerable<string> Triggers(SqliteConnection connection, SqliteTransaction transaction)
    {
        var missing = AppendOnly.Names.Where(name => StoredEntries.Scalar(connection, transaction, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = @name", ("@name", name)) is 0L).ToList();
        if (missing.Count > 0)
        {
            yield return $"The database does not refuse changes of the audit any more ({string.Join(", ", missing)}). The next start puts that right; ask who took it away.";
        }
    }
}
