namespace Auth0Emulator.Tenant;

/// <summary>The tenant's custom domains. With several verified ones and no default among them, whoever makes links must say which domain they are for.</summary>
public sealed class CustomDomains(TenantState state, LocalTenantOptions options)
{
    /// <summary>The header that says it.</summary>
    public const string Header = "auth0-custom-domain";

    /// <summary>All of them.</summary>
    public IReadOnlyList<CustomDomain> All
    {
        get => state.Read(tenant => tenant.CustomDomains.ToArray());
        set => state.Change(tenant => Put(tenant, value));
    }

    /// <summary>Whether calls without the header conflict. Switched on, the tenant gets two verified domains unless it conflicts already; switched off, it has none.</summary>
    public bool Conflict
    {
        get => state.Read(IsIn);
        set => state.Change(tenant => Put(tenant, !value ? [] : IsIn(tenant) ? tenant.CustomDomains.ToArray() : Two));
    }

    private static CustomDomain[] Two =>
    [
        new() { Id = "cd_LocalDomain000001", Domain = "login.example.com" },
        new() { Id = "cd_LocalDomain000002", Domain = "id.example.com" },
    ];

    internal void Start(TenantData tenant)
    {
        if (options.CustomDomainConflict && !IsIn(tenant))
        {
            Put(tenant, Two);
        }
    }

    private static bool IsIn(TenantData tenant)
    {
        var verified = tenant.CustomDomains.Where(domain => domain.Status == CustomDomain.Ready).ToArray();
        return verified.Length > 1 && !verified.Any(domain => domain.IsDefault);
    }

    private static void Put(TenantData tenant, IReadOnlyList<CustomDomain> domains)
    {
        tenant.CustomDomains.Clear();
        tenant.CustomDomains.AddRange(domains);
    }
}
