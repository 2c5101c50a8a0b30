namespace AdminPortal.Shell;

/// <summary>What a notice says about an outcome.</summary>
public sealed record Told(bool Worked, string Title, string? Text = null);
