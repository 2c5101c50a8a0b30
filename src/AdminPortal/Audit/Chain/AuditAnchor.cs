using System.Globalization;

namespace AdminPortal.Audit;

/// <summary>
/// Keeps number and seal of the newest entry outside the database, so that a tail cut off there is missed. Written after the commit: it may lag by what was
/// committed just before a crash, it never leads.
/// </summary>
internal sealed partial class AuditAnchor(AuditFolder folder, ILogger<AuditAnchor> logger)
{
    private readonly Lock _newestGate = new();
    private readonly Lock _fileGate = new();
    private ChainHead? _newest;
    private string? _trouble;

    /// <summary>Why it could not be written the last time; null when it could.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>What the file says; forged when it was not signed with this key.</summary>
    public AnchorReading Read(AuditKey key)
    {
        try
        {
            return File.ReadAllText(folder.AnchorFile).Trim().Split(' ') is [var number, var seal, var signature]
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && new ChainHead(at, seal) is var head && key.SignatureOf(head) == signature
                    ? new AnchorReading.Holds(head)
                    : new AnchorReading.Forged();
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return new AnchorReading.Missing();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new AnchorReading.Unreadable(trouble.Message);
        }
    }

    /// <summary>Moves on to a head that is committed. When the file can't be written the commit stands all the same, and the next one tries again.</summary>
    public void Advance(AuditKey key, ChainHead head)
    {
        // Whoever waits here while others are written finds its work done: several commits share one write.
        lock (_newestGate)
        {
            _newest = Later(_newest, head);
        }

        lock (_fileGate)
        {
            ChainHead newest;
            lock (_newestGate)
            {
                newest = _newest;
            }

            if (Read(key) is AnchorReading.Holds { Head: var written } && written.Number >= head.Number)
            {
                return;
            }

            try
            {
                folder.Replace(folder.AnchorFile, string.Create(CultureInfo.InvariantCulture, $"{newest.Number} {newest.Seal} {key.SignatureOf(newest)}\n"));
                Volatile.Write(ref _trouble, null);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                if (Trouble is null)
                {
                    Log.NotWritten(logger, folder.AnchorFile, trouble);
                }

                Volatile.Write(ref _trouble, trouble.Message);
            }
        }
    }

    private static ChainHead Later(ChainHead? one, ChainHead other) => one is null || one.Number < other.Number ? other : one;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The head anchor {File} could not be written: until it can, a tail cut off the audit would not be noticed")]
        public static partial void NotWritten(ILogger logger, string file, Exception exception);
    }
}

/// <summary>What the anchor says.</summary>
internal abstract record AnchorReading
{
    private AnchorReading()
    {
    }

    /// <summary>The newest entry it knows of.</summary>
    public sealed record Holds(ChainHead Head) : AnchorReading;

    /// <summary>There is no such file.</summary>
    public sealed record Missing : AnchorReading;

    /// <summary>It is there and was not signed with this key.</summary>
    public sealed record Forged : AnchorReading;

    /// <summary>It is there and can't be read.</summary>
    public sealed record Unreadable(string Why) : AnchorReading;
}
