namespace AdminPortal.Audit;

/// <summary>Which part of the audit to show; everything in it stands in the page's address.</summary>
public sealed record AuditListQuery
{
    /// <summary>Entries per page.</summary>
    public const int Size = 50;

    /// <summary>Literal text looked for in people and addresses, or the number of an entry.</summary>
    public string? Search { get; init; }

    /// <summary>Only what this person, or <see cref="AuditEntry.System"/>, did.</summary>
    public string? Who { get; init; }

    /// <summary>Only this action, or all of one noun ("invite").</summary>
    public string? What { get; init; }

    /// <summary>Only what was done, or only what was refused.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>Only the time up to now.</summary>
    public AuditSpan? When { get; init; }

    /// <summary>Only from this day on, on the viewer's calendar.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Only up to this day, and with it, on the viewer's calendar.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Only what is about this invitation.</summary>
    public string? Invite { get; init; }

    /// <summary>Only what this person did, and what was done to them.</summary>
    public string? Person { get; init; }

    /// <summary>Entries before this number: the next page, for the newest stand first.</summary>
    public long? Older { get; init; }

    /// <summary>Entries after this number: the previous page.</summary>
    public long? Newer { get; init; }

    /// <summary>The ordinal of the first row ("51–100 of 1 204"), carried along in the address.</summary>
    public int From { get; init; } = 1;

    /// <summary>Whether anything is left out.</summary>
    public bool IsFiltered => this with { Older = null, Newer = null, From = 1 } != new AuditListQuery();

    /// <summary>The same view from its first row.</summary>
    public AuditListQuery FromTheTop() => this with { Older = null, Newer = null, From = 1 };
}

/// <summary>A stretch of time up to now.</summary>
public enum AuditSpan
{
    /// <summary>The last 24 hours.</summary>
    Day,

    /// <summary>The last 7 days.</summary>
    Week,

    /// <summary>The last 30 days.</summary>
    Month,
}

/// <summary>One page of the audit, or the news that the person may not see it.</summary>
public abstract record AuditListOutcome
{
    private AuditListOutcome()
    {
    }

    /// <summary>The entries asked for.</summary>
    public sealed record Page(AuditPageRows Entries) : AuditListOutcome;

    /// <summary>Nobody is signed in, or the person may not see the audit.</summary>
    public sealed record NotAllowed : AuditListOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Page, T> page, Func<NotAllowed, T> notAllowed) => this switch
    {
        Page it => page(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Entries with their place in the whole.</summary>
public sealed record AuditPageRows
{
    /// <summary>The entries, newest first.</summary>
    public required IReadOnlyList<AuditRow> Rows { get; init; }

    /// <summary>How many match; counted up to <see cref="AuditList.MostCounted"/>.</summary>
    public required long Total { get; init; }

    /// <summary>Whether there are more than <see cref="Total"/>.</summary>
    public bool MoreThanTotal { get; init; }

    /// <summary>How many there are without the filter.</summary>
    public required long All { get; init; }

    /// <summary>Ordinal of the first row; 0 when there is none.</summary>
    public required int From { get; init; }

    /// <summary>Ordinal of the last row; 0 when there is none.</summary>
    public int To => Rows.Count == 0 ? 0 : From + Rows.Count - 1;

    /// <summary>For <see cref="AuditListQuery.Older"/>; null on the last page.</summary>
    public long? NextOlder { get; init; }

    /// <summary>For <see cref="AuditListQuery.Newer"/>; null on the first page.</summary>
    public long? PreviousNewer { get; init; }
}
