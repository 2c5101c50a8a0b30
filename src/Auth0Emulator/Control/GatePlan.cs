using System.Globalization;
using Auth0Emulator.Hosting;

namespace Auth0Emulator.Control;

/// <summary>The gates in force.</summary>
public sealed class GatePlan
{
    private readonly Lock _gate = new();
    private readonly List<Gate> _gates = [];
    private int _number;

    /// <summary>The gates that hold, oldest first.</summary>
    public IReadOnlyList<Gate> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _gates];
            }
        }
    }

    /// <summary>Holds calls on <paramref name="route"/> before they act.</summary>
    public Gate HoldCall(string route, string? containing = null) => Add(route, GatePlace.Call, containing);

    /// <summary>Lets calls on <paramref name="route"/> act, and holds their replies.</summary>
    public Gate HoldReply(string route, string? containing = null) => Add(route, GatePlace.Reply, containing);

    /// <summary>Puts a gate up.</summary>
    /// <exception cref="FormatException">Nobody would ever come to it.</exception>
    public Gate Add(string route, GatePlace place, string? containing = null)
    {
        if (!Enum.IsDefined(place))
        {
            throw new FormatException($"There is no place {place} for a gate; there are {string.Join(", ", Enum.GetNames<GatePlace>())}.");
        }

        var pattern = RoutePattern.Parse(route);
        lock (_gate)
        {
            var gate = new Gate(string.Create(CultureInfo.InvariantCulture, $"gate-{++_number}"), pattern, place, containing, Leave);
            _gates.Add(gate);
            return gate;
        }
    }

    /// <summary>The gate with that id, or null.</summary>
    public Gate? Find(string id) => All.FirstOrDefault(gate => gate.Id == id);

    /// <summary>Opens every gate.</summary>
    public void Clear()
    {
        foreach (var gate in All)
        {
            gate.Release();
        }
    }

    internal Gate? For(GatePlace place, string method, string path, string body) =>
        All.FirstOrDefault(gate => gate.Concerns(place, method, path, body));

    /// <summary>Takes every gate away; who stands at one is cut instead of let through.</summary>
    internal void Abandon()
    {
        foreach (var gate in All)
        {
            gate.Abandon();
        }
    }

    private void Leave(Gate gate)
    {
        lock (_gate)
        {
            _gates.Remove(gate);
        }
    }
}
