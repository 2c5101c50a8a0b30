namespace Liquid.Rendering;

/// <summary>The names a template can read: loops first, then what it assigned, then its counters, then the data it was given.</summary>
internal sealed class Variables(IReadOnlyDictionary<string, object?> data)
{
    private readonly List<Scope> _scopes = [];
    private readonly Dictionary<string, object?> _assigned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _counters = new(StringComparer.Ordinal);

    public object? Find(string name)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].TryGet(name, out var value))
            {
                return value;
            }
        }

        return _assigned.TryGetValue(name, out var own) ? own
            : _counters.TryGetValue(name, out var count) ? count
            : data.GetValueOrDefault(name);
    }

    public void Assign(string name, object? value) => _assigned[name] = value;

    /// <summary>increment tells the number before, decrement the number after; both count from a number in the data if there is one.</summary>
    public double Count(string name, bool up)
    {
        var before = _counters.TryGetValue(name, out var count) ? count : data.GetValueOrDefault(name) as double? ?? 0;
        _counters[name] = up ? before + 1 : before - 1;
        return up ? before : before - 1;
    }

    /// <summary>Opens a scope that ends when it is disposed.</summary>
    public Scope Open()
    {
        var scope = new Scope(this);
        _scopes.Add(scope);
        return scope;
    }

    internal sealed class Scope(Variables owner) : IDisposable
    {
        private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

        public void Set(string name, object? value) => _values[name] = value;

        public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);

        public void Dispose() => owner._scopes.Remove(this);
    }
}
