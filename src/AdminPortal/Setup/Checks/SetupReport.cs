namespace AdminPortal.Setup;

/// <summary>One check with what it came to.</summary>
/// <param name="Id">The check's id.</param>
/// <param name="Title">What should hold.</param>
/// <param name="Meaning">What it means for invitations.</param>
/// <param name="Result">What it came to; null before it was first asked.</param>
public sealed record CheckRow(string Id, string Title, string Meaning, CheckResult? Result);

/// <summary>Every check with what it last came to.</summary>
public sealed record SetupReport
{
    /// <summary>The checks in the order in which they are put right.</summary>
    public required IReadOnlyList<CheckRow> Rows { get; init; }

    /// <summary>When the last look was finished; null before the first.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>The check that is being asked at this moment; null when none is.</summary>
    public string? Running { get; init; }

    /// <summary>Whether everything has never yet been in order.</summary>
    public bool IsFirstRun { get; init; }

    /// <summary>How many work without a limit.</summary>
    public int Working => Rows.Count(row => row.Result is CheckResult.Works);

    /// <summary>How many work with a limit.</summary>
    public int WithLimit => Rows.Count(row => row.Result is CheckResult.Limited);

    /// <summary>How many fail.</summary>
    public int Failing => Rows.Count(row => row.Result is CheckResult.Fails);

    /// <summary>How many could not be found out.</summary>
    public int Unknown => Rows.Count(row => row.Result is CheckResult.Unknown or CheckResult.WaitsFor or null);
}
