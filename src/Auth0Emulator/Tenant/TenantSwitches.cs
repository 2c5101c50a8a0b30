namespace Auth0Emulator.Tenant;

/// <summary>What Auth0's plan, age or operation decides about a tenant and no Management call changes.</summary>
public sealed class TenantSwitches(LocalTenantOptions options)
{
    private volatile Settings _now = Settings.Of(options);

    /// <summary>Whether templates may have a resultUrl: Auth0 refuses it to tenants without an enterprise plan made since 2026-05-05.</summary>
    public bool ResultUrlAllowed
    {
        get => _now.ResultUrlAllowed;
        set => _now = _now with { ResultUrlAllowed = value };
    }

    /// <summary>How long an entry takes to show in the tenant log.</summary>
    public TimeSpan LogDelay
    {
        get => _now.LogDelay;
        set => _now = _now with { LogDelay = value };
    }

    /// <summary>How long an entry can be read: a matter of the plan, at most <see cref="TenantLog.Retention"/>.</summary>
    public TimeSpan LogRetention
    {
        get => _now.LogRetention;
        set => _now = _now with { LogRetention = value };
    }

    /// <summary>The issuer discovery names when it is to be a wrong one; null for the right one.</summary>
    public string? WrongIssuer
    {
        get => _now.WrongIssuer;
        set => _now = _now with { WrongIssuer = value };
    }

    /// <summary>Back to how the tenant was started.</summary>
    public void Reset() => _now = Settings.Of(options);

    private sealed record Settings(bool ResultUrlAllowed, TimeSpan LogDelay, TimeSpan LogRetention, string? WrongIssuer)
    {
        public static Settings Of(LocalTenantOptions options) => new(options.ResultUrlAllowed, options.LogDelay, TenantLog.Retention, null);
    }
}
