namespace AdminPortal.Testing;

/// <summary>Auth0 is gone: no address of it answers, whoever asks.</summary>
public static class Outage
{
    /// <summary>Every address of the tenant, for its fault plan. A list of the calls one knows of would let the next one that is added through.</summary>
    public static IReadOnlyList<string> Routes { get; } = [.. Enumerable.Range(1, 6).Select(segments => "* " + string.Concat(Enumerable.Repeat("/{any}", segments)))];
}
