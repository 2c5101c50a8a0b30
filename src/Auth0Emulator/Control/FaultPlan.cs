using System.Globalization;

namespace Auth0Emulator.Control;

/// <summary>The faults to come, in the order they were added; each call meets at most one.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<string, CancellationTokenSource> _hanging = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>Everything planned, spent faults included.</summary>
    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Plans a fault and returns it with its id.</summary>
    /// <exception cref="FormatException">It could never happen.</exception>
    public Fault Add(Fault fault)
    {
        if (fault.Times is < 1)
        {
            throw new FormatException("times must be 1 or more; leave it out for a fault that stays.");
        }

        if (fault.Status is < 200 or > 599)
        {
            throw new FormatException($"status must be between 200 and 599; it is {fault.Status}.");
        }

        if (!Enum.IsDefined(fault.Kind))
        {
            throw new FormatException($"There is no kind {fault.Kind} of fault; there are {string.Join(", ", Enum.GetNames<FaultKind>())}.");
        }

        lock (_gate)
        {
            var added = fault with { Id = string.Create(CultureInfo.InvariantCulture, $"fault-{++_number}") };
            _faults.Add(added);
            _hanging[added.Id] = new CancellationTokenSource();
            return added;
        }
    }

    /// <summary>Takes a fault out; calls it left hanging are cut. False when there is no such fault.</summary>
    public bool Remove(string id)
    {
        CancellationTokenSource? hanging;
        lock (_gate)
        {
            if (_faults.RemoveAll(fault => fault.Id == id) == 0)
            {
                return false;
            }

            _hanging.Remove(id, out hanging);
        }

        hanging?.Cancel();
        return true;
    }

    /// <summary>Takes every fault out.</summary>
    public void Clear()
    {
        foreach (var fault in All)
        {
            Remove(fault.Id);
        }
    }

    internal Fault? Take(string method, string path, string body)
    {
        lock (_gate)
        {
            var at = _faults.FindIndex(fault => fault.Times is not 0 && fault.Concerns(method, path, body));
            if (at < 0)
            {
                return null;
            }

            var fault = _faults[at];
            return _faults[at] = fault with { Times = fault.Times - 1, Hits = fault.Hits + 1 };
        }
    }

    internal CancellationToken UntilRemoved(string id)
    {
        lock (_gate)
        {
            return _hanging.TryGetValue(id, out var source) ? source.Token : new CancellationToken(canceled: true);
        }
    }
}
