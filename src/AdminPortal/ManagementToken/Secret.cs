using System.Diagnostics;

namespace AdminPortal.ManagementToken;

/// <summary>A text that must not be seen by accident: printing, logging and the debugger show "(hidden)".</summary>
[DebuggerDisplay("(hidden)")]
public sealed class Secret(string value)
{
    private readonly string _value = value;

    /// <summary>The text itself, for the one place that sends it.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public override string ToString() => "(hidden)";
}
