namespace AdminPortal.Auth0;

/// <summary>Whose turn it is when calls to Auth0 have to wait for each other.</summary>
public enum CallLane
{
    /// <summary>Somebody waits for it, or somebody's rights hang on it: goes first. What is called outside any lane is in this one.</summary>
    Interactive,

    /// <summary>One of a great many: next, and every fifth call in any case.</summary>
    Bulk,

    /// <summary>Nobody waits for it: only when nobody else does or did in the last two seconds and half the limit is left, and every fiftieth call in any case.</summary>
    Background,
}

/// <summary>The lane that the code at work right now is in. It goes along with the work, across awaits and into the tasks it starts, so that no call has to be told.</summary>
public static class CallLanes
{
    private static readonly AsyncLocal<CallLane> Ambient = new();

    /// <summary>The lane of the code that asks.</summary>
    public static CallLane Current => Ambient.Value;

    /// <summary>Everything called from here until the scope is disposed of is in this lane: <c>using (CallLane.Bulk.Enter())</c>.</summary>
    public static Scope Enter(this CallLane lane)
    {
        var before = Ambient.Value;
        Ambient.Value = lane;
        return new Scope(before);
    }

    /// <summary>Puts the lane back that was there before.</summary>
    public readonly record struct Scope : IDisposable
    {
        private readonly CallLane _before;

        internal Scope(CallLane before) => _before = before;

        /// <inheritdoc/>
        public void Dispose() => Ambient.Value = _before;
    }
}
