namespace Auth0Emulator.Hosting;

/// <summary>Holds requests that come between the port being bound and the tenant being loaded.</summary>
public sealed class TenantOpening
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once the tenant is loaded.</summary>
    public Task Opened => _open.Task;

    internal void Open() => _open.TrySetResult();
}
