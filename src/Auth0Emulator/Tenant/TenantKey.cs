namespace Auth0Emulator.Tenant;

/// <summary>The key the tenant signs with.</summary>
public sealed class TenantKey : IDisposable
{
    private SigningKey? _current;

    /// <summary>The key in use.</summary>
    public SigningKey Current => _current ?? throw new InvalidOperationException("The tenant has not started yet.");

    /// <inheritdoc/>
    public void Dispose() => _current?.Dispose();

    internal void Use(SigningKey key) => _current = key;
}
