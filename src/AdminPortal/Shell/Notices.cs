namespace AdminPortal.Shell;

/// <summary>What a notice tells: something worked, or something needs a look.</summary>
public enum NoticeTone
{
    /// <summary>It worked; goes away by itself.</summary>
    Success,

    /// <summary>It did not work; stays until it is closed.</summary>
    Error,
}

/// <summary>A message in the corner, with a link to where it leads.</summary>
public sealed record Notice(Guid Id, NoticeTone Tone, string Title, string? Text, string? Href, string? LinkName);

/// <summary>The notices of one live page. Errors are announced at once and stay; successes wait their turn and leave.</summary>
public sealed class Notices(TimeProvider clock) : IDisposable
{
    /// <summary>How long a success stays; long enough to be read out.</summary>
    public static readonly TimeSpan SuccessStays = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, ITimer> _leaving = [];
    private List<Notice> _shown = [];

    /// <summary>A notice came or went.</summary>
    public event Action? Changed;

    /// <summary>The notices on the screen, oldest first.</summary>
    public IReadOnlyList<Notice> Shown
    {
        get
        {
            lock (_gate)
            {
                return _shown;
            }
        }
    }

    /// <summary>Tells that something worked; name the person.</summary>
    public void Succeeded(string title, string? text = null, string? href = null, string? linkName = null) =>
        Show(NoticeTone.Success, title, text, href, linkName);

    /// <summary>Tells that something did not work, why, and what to do.</summary>
    public void Failed(string title, string? text = null, string? href = null, string? linkName = null) =>
        Show(NoticeTone.Error, title, text, href, linkName);

    /// <summary>Takes a notice away.</summary>
    public void Close(Guid id)
    {
        lock (_gate)
        {
            _shown = [.. _shown.Where(notice => notice.Id != id)];
            if (_leaving.Remove(id, out var timer))
            {
                timer.Dispose();
            }
        }

        Changed?.Invoke();
    }

    /// <summary>Keeps a success on the screen while somebody is reading it.</summary>
    public void Hold(Guid id)
    {
        lock (_gate)
        {
            if (_leaving.TryGetValue(id, out var timer))
            {
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Lets a held success leave in its time.</summary>
    public void Release(Guid id)
    {
        lock (_gate)
        {
            if (_leaving.TryGetValue(id, out var timer))
            {
                timer.Change(SuccessStays, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var timer in _leaving.Values)
            {
                timer.Dispose();
            }

            _leaving.Clear();
        }
    }

    private void Show(NoticeTone tone, string title, string? text, string? href, string? linkName)
    {
        var notice = new Notice(Guid.CreateVersion7(clock.GetUtcNow()), tone, title, text, href, linkName);
        lock (_gate)
        {
            _shown = [.. _shown, notice];
            if (tone is NoticeTone.Success)
            {
                _leaving[notice.Id] = clock.CreateTimer(_ => Close(notice.Id), null, SuccessStays, Timeout.InfiniteTimeSpan);
            }
        }

        Changed?.Invoke();
    }
}
