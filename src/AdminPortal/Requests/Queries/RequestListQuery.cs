using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Requests;

/// <summary>Which requests: those that wait, the longest first, or those that are answered, the latest first. It stands in the address, so a link shows the same.</summary>
public sealed record RequestListQuery
{
    /// <summary>Where the list lives.</summary>
    public const string Path = "/requests";

    /// <summary>How many on one page.</summary>
    public const int Size = 25;

    private const string AnsweredSlug = "answered";

    /// <summary>Those that are answered.</summary>
    public bool Answered { get; init; }

    /// <summary>The last one of the page before.</summary>
    public Guid? After { get; init; }

    /// <summary>Reads an address; what makes no sense in it counts as absent.</summary>
    public static RequestListQuery Read(string? show, string? after) => new()
    {
        Answered = show is AnsweredSlug,
        After = Guid.TryParse(after, out var id) ? id : null,
    };

    /// <summary>The address that shows this.</summary>
    public string Address()
    {
        var parts = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (Answered)
        {
            parts["show"] = AnsweredSlug;
        }

        if (After is { } after)
        {
            parts["after"] = after.ToString();
        }

        return QueryHelpers.AddQueryString(Path, parts);
    }
}

/// <summary>A page of requests.</summary>
public sealed record RequestPage
{
    /// <summary>The requests on it.</summary>
    public required IReadOnlyList<RequestRow> Rows { get; init; }

    /// <summary>Beside those that wait: the last few that were answered.</summary>
    public required IReadOnlyList<RequestRow> AnsweredLately { get; init; }

    /// <summary>How many wait.</summary>
    public required int Waiting { get; init; }

    /// <summary>How many there are at all, answered ones included.</summary>
    public required int All { get; init; }

    /// <summary>Whether these are only those that the one who looks asked themselves.</summary>
    public required bool OnlyOwn { get; init; }

    /// <summary>Whether the one who looks may answer requests at the moment.</summary>
    public required bool Decides { get; init; }

    /// <summary>Whether the one who looks may ask.</summary>
    public required bool Asks { get; init; }

    /// <summary>The page that follows; null on the last one.</summary>
    public RequestListQuery? Next { get; init; }
}

/// <summary>What became of asking for a page.</summary>
public abstract record RequestListOutcome
{
    private RequestListOutcome()
    {
    }

    /// <summary>The page.</summary>
    public sealed record Page(RequestPage Requests) : RequestListOutcome;

    /// <summary>Nobody is signed in, or the person may see no requests.</summary>
    public sealed record NotAllowed : RequestListOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Page, T> page, Func<NotAllowed, T> notAllowed) => this switch
    {
        Page it => page(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
