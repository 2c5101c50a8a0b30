namespace Auth0Emulator.Tenant;

/// <summary>Whether the tenant behaves as one with several verified custom domains and no default among them: whoever makes links must then say which domain they are for.</summary>
public sealed class CustomDomains(LocalTenantOptions options)
{
    /// <summary>The header that says it.</summary>
    public const string Header = "auth0-custom-domain";

    private volatile bool _conflict = options.CustomDomainConflict;

    /// <summary>Whether calls without the header conflict.</summary>
    public bool Conflict
    {
        get => _conflict;
        set => _conflict = value;
    }

    /// <summary>Back to how the tenant was started.</summary>
    public void Reset() => Conflict = options.CustomDomainConflict;
}
