using System.Collections.Concurrent;

namespace AdminPortal.SignIn;

/// <summary>The sessions behind the pages that are open and live at this moment, whether or not anybody does something in them.</summary>
public sealed class OpenPages
{
    private readonly ConcurrentDictionary<string, Guid> _pages = new(StringComparer.Ordinal);

    /// <summary>A page became live or was left.</summary>
    public event Action? Changed;

    /// <summary>How many pages each session has open.</summary>
    public IReadOnlyDictionary<Guid, int> Counts => _pages.Values.CountBy(session => session).ToDictionary();

    /// <summary>The sessions.</summary>
    public IReadOnlyCollection<Guid> Sessions => [.. _pages.Values.Distinct()];

    /// <summary>A page became live.</summary>
    public void Opened(string page, Guid session)
    {
        _pages[page] = session;
        Changed?.Invoke();
    }

    /// <summary>A page was left, or its connection given up.</summary>
    public void Closed(string page)
    {
        if (_pages.TryRemove(page, out _))
        {
            Changed?.Invoke();
        }
    }
}
