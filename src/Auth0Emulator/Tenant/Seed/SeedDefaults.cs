using System.Text;
using Auth0Emulator.Tenant;

namespace Auth0Emulator;

internal static class SeedDefaults
{
    public static IReadOnlyList<SeededPerson> People { get; } =
    [
        new("admin@example.com") { UserId = "auth0|6741a0000000000000000001", Name = "Ada Admin", Roles = ["Portal Admin"] },
        new("lead@example.com") { UserId = "auth0|6741a0000000000000000002", Name = "Lee Lead", Roles = ["Portal Team Lead"] },
        new("support@example.com") { UserId = "auth0|6741a0000000000000000003", Name = "Sam Support", Roles = ["Portal Support"] },
        new("outsider@example.com") { UserId = "auth0|6741a0000000000000000004", Name = "Olga Outsider" },
    ];

    public static IReadOnlyList<TenantRole> Roles { get; } =
    [
        new() { Id = "rol_PortalAdmin00000", Name = "Portal Admin", Description = "May do everything in the portal" },
        new() { Id = "rol_PortalTeamLead00", Name = "Portal Team Lead", Description = "Invites people to the own team" },
        new() { Id = "rol_PortalSupport000", Name = "Portal Support", Description = "Sees invitations, changes nothing" },
        new() { Id = "rol_Member0000000000", Name = "Member", Description = "Uses the product" },
        new() { Id = "rol_Billing000000000", Name = "Billing", Description = "Sees invoices" },
        new() { Id = "rol_Deploy0000000000", Name = "Deploy", Description = "Deploys to production" },
    ];

    public static IReadOnlyList<TenantConnection> Connections { get; } =
    [
        new()
        {
            Id = "con_LocalDatabase001",
            Name = TenantSeed.ConnectionName,
            PasswordPolicy = PasswordPolicy.Good,
            // A tenant people are invited to: nobody signs up by themselves.
            DisableSignup = true,
            EnabledClients = [TenantSeed.PortalClientId, TenantSeed.ManagementClientId, TenantSeed.AcmeClientId],
        },
    ];

    public static IReadOnlyList<string> ManagementScopes { get; } =
    [
        "read:users", "create:users", "update:users", "delete:users",
        "read:roles", "read:role_members", "create:role_members", "delete:role_members", "create:user_tickets",
        "read:connections", "read:connections_options", "update:connections", "update:connections_options", "read:clients", "read:client_grants",
        "read:email_provider", "read:email_templates", "create:email_templates", "update:email_templates",
        "read:branding", "update:branding", "read:tenant_settings", "read:custom_domains", "read:logs",
    ];

    public static EmailProvider EmailProvider { get; } = new()
    {
        Name = "smtp",
        DefaultFromAddress = "welcome@example.com",
        SmtpHost = "localhost",
        SmtpPort = 587,
        SmtpUser = "inbox",
        RefusedDomains = ["refused.example"],
    };

    public static IEnumerable<TenantClient> Clients(string address, string? portalUrl, bool anyPort)
    {
        string[] portals = [.. portalUrl is null ? [] : new[] { portalUrl.TrimEnd('/') }, .. anyPort ? new[] { "http://localhost:*", "http://127.0.0.1:*" } : []];
        yield return new TenantClient
        {
            ClientId = TenantSeed.PortalClientId,
            ClientSecret = TenantSeed.PortalClientSecret,
            Name = "AdminPortal",
            AppType = "regular_web",
            GrantTypes = ["authorization_code", "refresh_token"],
            Callbacks = [.. portals.Select(portal => portal + "/callback")],
            AllowedLogoutUrls = [.. portals.SelectMany(portal => new[] { portal + "/", portal + "/signed-out" })],
        };
        yield return new TenantClient
        {
            ClientId = TenantSeed.ManagementClientId,
            ClientSecret = TenantSeed.ManagementClientSecret,
            Name = "AdminPortal management",
            AppType = "non_interactive",
            GrantTypes = ["client_credentials"],
        };
        yield return new TenantClient
        {
            ClientId = TenantSeed.AcmeClientId,
            Name = "Acme",
            AppType = "regular_web",
            TokenEndpointAuthMethod = "none",
            GrantTypes = ["authorization_code", "refresh_token"],
            Callbacks = [address + "/emulator/acme/callback"],
            AllowedLogoutUrls = [address + "/emulator/acme"],
            InitiateLoginUri = address + "/emulator/acme",
        };
    }

    public static EmailTemplate ResetEmail() => new()
    {
        Template = "reset_email",
        From = "Acme <welcome@example.com>",
        Subject = "{% if user.app_metadata.invitation %}{{ user.app_metadata.invitation.inviter }} invites you to {{ application.name }}{% else %}Choose a new password{% endif %}",
        Body = Resource("reset_email.html"),
        UrlLifetimeInSeconds = 604800,
    };

    private static string Resource(string name)
    {
        using var stream = typeof(SeedDefaults).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
