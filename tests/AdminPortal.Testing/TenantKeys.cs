using Auth0Emulator.Tenant;

namespace AdminPortal.Testing;

/// <summary>One signing key for all tenants of a test run: making a key takes longer than most tests.</summary>
public static class TenantKeys
{
    private static readonly Lazy<KeptSigningKey> Made = new(() =>
    {
        using var key = SigningKey.Create(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        return key.Keep();
    });

    /// <summary>The key.</summary>
    public static KeptSigningKey Shared => Made.Value;
}
