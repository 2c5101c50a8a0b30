namespace Auth0Emulator.Tenant;

/// <summary>What clients may do at the Management API. A token already issued keeps the scopes it was born with.</summary>
public sealed class GrantBook(TenantState state, TenantAddress address)
{
    /// <summary>Every grant.</summary>
    public IReadOnlyList<ClientGrant> All => state.Read(tenant => tenant.Grants.ToArray());

    /// <summary>The client's grant for an API (the Management API unless said otherwise), or null.</summary>
    public ClientGrant? Find(string clientId, string? audience = null) => state.Read(tenant => Find(tenant, clientId, audience));

    /// <summary>Sets the scopes, making the grant when there is none.</summary>
    public ClientGrant SetScopes(string clientId, IEnumerable<string> scopes, string? audience = null) =>
        Change(clientId, audience, _ => [.. scopes.Distinct(StringComparer.Ordinal)]);

    /// <summary>Adds scopes, making the grant when there is none.</summary>
    public ClientGrant Allow(string clientId, params string[] scopes) => Change(clientId, null, had => [.. had.Union(scopes, StringComparer.Ordinal)]);

    /// <summary>Takes scopes away.</summary>
    public ClientGrant Deny(string clientId, params string[] scopes) => Change(clientId, null, had => [.. had.Except(scopes, StringComparer.Ordinal)]);

    /// <summary>Takes the whole grant away; false when there was none.</summary>
    public bool Remove(string clientId, string? audience = null) =>
        state.Change(tenant => tenant.Grants.RemoveAll(grant => grant.ClientId == clientId && grant.Audience == (audience ?? address.ManagementAudience)) > 0);

    /// <summary>Changes the scopes in one go, making the grant when there is none; nothing is changed when <paramref name="change"/> throws.</summary>
    public ClientGrant Change(string clientId, string? audience, Func<IReadOnlyList<string>, IReadOnlyList<string>> change) =>
        state.Change(tenant => Change(tenant, clientId, audience, change));

    private ClientGrant Change(TenantData tenant, string clientId, string? audience, Func<IReadOnlyList<string>, IReadOnlyList<string>> change)
    {
        var had = Find(tenant, clientId, audience);
        var grant = had is null
            ? new ClientGrant { Id = "cgr_" + RandomText.Of(16), ClientId = clientId, Audience = audience ?? address.ManagementAudience, Scope = change([]) }
            : had with { Scope = change(had.Scope) };
        if (had is not null)
        {
            tenant.Grants.Remove(had);
        }

        tenant.Grants.Add(grant);
        return grant;
    }

    private ClientGrant? Find(TenantData tenant, string clientId, string? audience) =>
        tenant.Grants.Find(grant => grant.ClientId == clientId && grant.Audience == (audience ?? address.ManagementAudience));
}
