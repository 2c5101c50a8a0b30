using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;

namespace Auth0Emulator;

/// <summary>What a fresh tenant holds. Change parts with <c>TenantSeed.Default with { … }</c>; <c>{address}</c> in texts becomes the tenant's address.</summary>
public sealed record TenantSeed
{
    /// <summary>Password of everybody in <see cref="Default"/>.</summary>
    public const string Password = "Local-tenant-1";

    /// <summary>Name of the database connection.</summary>
    public const string ConnectionName = "Username-Password-Authentication";

    /// <summary>The portal's own client, a regular web application.</summary>
    public const string PortalClientId = "AdminPortalLocalClient0000000001";

    /// <summary>Secret of <see cref="PortalClientId"/>.</summary>
    public const string PortalClientSecret = "local-portal-secret";

    /// <summary>The machine client that holds the Management grant.</summary>
    public const string ManagementClientId = "ManagementLocalClient00000000002";

    /// <summary>Secret of <see cref="ManagementClientId"/>.</summary>
    public const string ManagementClientSecret = "local-management-secret";

    /// <summary>The sample application invited people sign in to; a public client.</summary>
    public const string AcmeClientId = "AcmeLocalClient000000000000000003";

    /// <summary>The tenant of the README: four people, six roles, three clients.</summary>
    public static TenantSeed Default { get; } = new();

    /// <summary>The portal's address; null allows any port of this machine, which is what tests need.</summary>
    public string? PortalUrl { get; init; } = "http://localhost:5080";

    /// <summary>Whether any port of this machine is allowed beside <see cref="PortalUrl"/>; always where that is null.</summary>
    public bool AnyPort { get; init; }

    public TenantSettings Settings { get; init; } = new() { FriendlyName = "Acme", SupportEmail = "help@example.com" };

    public IReadOnlyList<SeededPerson> People { get; init; } = SeedDefaults.People;

    public IReadOnlyList<TenantRole> Roles { get; init; } = SeedDefaults.Roles;

    public IReadOnlyList<TenantConnection> Connections { get; init; } = SeedDefaults.Connections;

    /// <summary>Further clients, beside the three named above.</summary>
    public IReadOnlyList<TenantClient> FurtherClients { get; init; } = [];

    /// <summary>What the management client may do.</summary>
    public IReadOnlyList<string> ManagementScopes { get; init; } = SeedDefaults.ManagementScopes;

    public IReadOnlyList<CustomDomain> CustomDomains { get; init; } = [];

    /// <summary>Null leaves the tenant with Auth0's built-in mailer.</summary>
    public EmailProvider? EmailProvider { get; init; } = SeedDefaults.EmailProvider;

    public IReadOnlyList<EmailTemplate> EmailTemplates { get; init; } = [SeedDefaults.ResetEmail()];

    internal TenantData Plant(TenantAddress address, DateTimeOffset now)
    {
        var tenant = new TenantData { Settings = Settings, EmailProvider = EmailProvider };
        tenant.Roles.AddRange(Roles);
        tenant.Connections.AddRange(Connections);
        tenant.CustomDomains.AddRange(CustomDomains);
        tenant.Clients.AddRange(SeedDefaults.Clients(address.Root, PortalUrl, AnyPort || PortalUrl is null));
        tenant.Clients.AddRange(FurtherClients);
        tenant.Grants.Add(new ClientGrant { Id = "cgr_LocalManagement1", ClientId = ManagementClientId, Audience = address.ManagementAudience, Scope = ManagementScopes });
        foreach (var template in EmailTemplates)
        {
            tenant.EmailTemplates[template.Template] = template;
        }

        foreach (var person in People)
        {
            Plant(tenant, person, now);
        }

        return tenant;
    }

    private static void Plant(TenantData tenant, SeededPerson person, DateTimeOffset now)
    {
        var user = NewUsers.Shape(person.Email, ConnectionName, PasswordHash.Of(person.Password), now) with
        {
            EmailVerified = person.EmailVerified,
            AppMetadata = person.AppMetadata,
        };
        user = user with { UserId = person.UserId ?? user.UserId, Name = person.Name ?? user.Name };
        tenant.PutUser(user, now);
        foreach (var name in person.Roles)
        {
            var role = tenant.Roles.Find(role => role.Name == name)
                ?? throw new ArgumentException($"The seed gives {person.Email} the role \"{name}\", which is not among its roles.");
            tenant.RoleMembers.Add(new RoleMember(role.Id, user.UserId));
        }
    }
}

/// <summary>Somebody a fresh tenant knows.</summary>
public sealed record SeededPerson(string Email)
{
    /// <summary>Null gives a new id.</summary>
    public string? UserId { get; init; }

    /// <summary>Null takes the address, as Auth0 does.</summary>
    public string? Name { get; init; }

    public string Password { get; init; } = TenantSeed.Password;

    public bool EmailVerified { get; init; } = true;

    /// <summary>Names of roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    public JsonObject? AppMetadata { get; init; }
}
