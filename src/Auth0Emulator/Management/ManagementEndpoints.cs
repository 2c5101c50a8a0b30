using Auth0Emulator.Api;
using Auth0Emulator.Hosting;

namespace Auth0Emulator.Management;

/// <summary>The Management API, /api/v2: one line per operation.</summary>
public static class ManagementEndpoints
{
    /// <summary>Registers the operations.</summary>
    public static IServiceCollection AddManagementApi(this IServiceCollection services) => services
        .AddSingleton<BearerCheck>()
        .AddSingleton<ManagementGateway>()
        .AddSingleton<UserCreation>()
        .AddSingleton<UserReads>()
        .AddSingleton<UserSearch>()
        .AddSingleton<UserChange>()
        .AddSingleton<UserRoles>()
        .AddSingleton<Roles>()
        .AddSingleton<PasswordChangeTickets>()
        .AddSingleton<Connections>()
        .AddSingleton<Clients>()
        .AddSingleton<ClientChange>()
        .AddSingleton<TenantReads>()
        .AddSingleton<EmailProviders>()
        .AddSingleton<EmailTemplates>()
        .AddSingleton<Branding>()
        .AddSingleton<Logs>();

    /// <summary>Maps the Management API.</summary>
    public static void MapManagementApi(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var gateway = services.GetRequiredService<ManagementGateway>();
        foreach (var route in Routes(services))
        {
            routes.MapMethods("/api/v2" + route.Path, [route.Method], async context => await context.Response.WriteAsync(await gateway.AnswerAsync(context, route)));
        }

        routes.Map("/api/v2/{**rest}", async context => await context.Response.WriteAsync(Auth0Errors.NotEmulated($"{context.Request.Method} {context.Request.Path}")));
    }

    private static IEnumerable<ManagementRoute> Routes(IServiceProvider services)
    {
        var creation = services.GetRequiredService<UserCreation>();
        var reads = services.GetRequiredService<UserReads>();
        var search = services.GetRequiredService<UserSearch>();
        var change = services.GetRequiredService<UserChange>();
        yield return new("POST", "/users", ScopeRule.Any("create:users"), "Create a User", creation.Create);
        yield return new("GET", "/users", ScopeRule.Any("read:users"), "List or Search Users", search.Find);
        yield return new("GET", "/users/{id}", ScopeRule.Any("read:users"), "Get a User", reads.Get);
        yield return new("GET", "/users-by-email", ScopeRule.Any("read:users"), "Search Users by Email", reads.ByEmail);
        yield return new("PATCH", "/users/{id}", ScopeRule.Any("update:users", "update:users_app_metadata"), "Update a User", change.Change);
        yield return new("DELETE", "/users/{id}", ScopeRule.Any("delete:users"), "Delete a User", reads.Delete);

        var userRoles = services.GetRequiredService<UserRoles>();
        yield return new("GET", "/users/{id}/roles", ScopeRule.All("read:users", "read:roles", "read:role_members"), "Get a user's roles", userRoles.List);
        yield return new("POST", "/users/{id}/roles", ScopeRule.All(["update:users", "create:role_members"], named: ["read:roles", "update:users"]), "Assign roles to a user", userRoles.Assign);
        yield return new("DELETE", "/users/{id}/roles", ScopeRule.All("update:users", "delete:role_members"), "Removes roles from a user", userRoles.Remove);

        var roles = services.GetRequiredService<Roles>();
        yield return new("GET", "/roles", ScopeRule.Any("read:roles"), "Get roles", roles.List);
        yield return new("POST", "/roles", ScopeRule.Any("create:roles"), "Create a role", roles.Create);
        yield return new("GET", "/roles/{id}", ScopeRule.Any("read:roles"), "Get a role", roles.Get);
        yield return new("DELETE", "/roles/{id}", ScopeRule.Any("delete:roles"), "Delete a role", roles.Delete);
        yield return new("GET", "/roles/{id}/users", ScopeRule.All("read:users", "read:roles"), "Get a role's users", roles.Members);
        yield return new("POST", "/roles/{id}/users", ScopeRule.Any("create:role_members"), "Assign users to a role", roles.Assign);

        yield return new("POST", "/tickets/password-change", ScopeRule.Any("create:user_tickets"), "Create a password change ticket", services.GetRequiredService<PasswordChangeTickets>().Create);

        var connections = services.GetRequiredService<Connections>();
        yield return new("GET", "/connections", ScopeRule.Any("read:connections"), "Get all connections", connections.List);
        yield return new("GET", "/connections/{id}", ScopeRule.Any("read:connections"), "Get a connection", connections.Get);
        yield return new("PATCH", "/connections/{id}", ScopeRule.All("update:connections", "update:connections_options"), "Update a connection", connections.Change);
        yield return new("GET", "/connections/{id}/clients", ScopeRule.Any("read:connections"), "Get enabled clients for a connection", connections.Clients);

        yield return new("PATCH", "/connections/{id}/clients", ScopeRule.Any("update:connections"), "Update enabled clients for a connection", connections.ChangeClients);

        var clients = services.GetRequiredService<Clients>();
        yield return new("GET", "/clients", ScopeRule.Any("read:clients", "read:client_keys", "read:client_summary"), "Get clients", clients.List);
        yield return new("GET", "/clients/{id}", ScopeRule.Any("read:clients", "read:client_keys", "read:client_summary"), "Get a client", clients.Get);
        yield return new("PATCH", "/clients/{id}", ScopeRule.Any("update:clients"), "Update a client", services.GetRequiredService<ClientChange>().Change);
        yield return new("GET", "/client-grants", ScopeRule.Any("read:client_grants"), "Get client grants", clients.Grants);

        var providers = services.GetRequiredService<EmailProviders>();
        yield return new("GET", "/emails/provider", ScopeRule.Any("read:email_provider"), "Get email provider", providers.Get);
        yield return new("POST", "/emails/provider", ScopeRule.Any("create:email_provider"), "Configure the email provider", providers.Create);
        yield return new("PATCH", "/emails/provider", ScopeRule.Any("update:email_provider"), "Update the email provider", providers.Change);
        yield return new("DELETE", "/emails/provider", ScopeRule.Any("delete:email_provider"), "Delete the email provider", providers.Delete);

        var templates = services.GetRequiredService<EmailTemplates>();
        yield return new("GET", "/email-templates/{id}", ScopeRule.Any("read:email_templates"), "Get an email template", templates.Get);
        yield return new("POST", "/email-templates", ScopeRule.Any("create:email_templates"), "Create an email template", templates.Create);
        yield return new("PUT", "/email-templates/{id}", ScopeRule.Any("update:email_templates"), "Update an email template", templates.Replace);
        yield return new("PATCH", "/email-templates/{id}", ScopeRule.Any("update:email_templates"), "Patch an email template", templates.Change);

        var branding = services.GetRequiredService<Branding>();
        yield return new("GET", "/branding", ScopeRule.Any("read:branding"), "Get branding settings", branding.Get);
        yield return new("PATCH", "/branding", ScopeRule.Any("update:branding"), "Update branding settings", branding.Change);

        var tenant = services.GetRequiredService<TenantReads>();
        yield return new("GET", "/tenants/settings", ScopeRule.Any("read:tenant_settings"), "Get tenant settings", tenant.Settings);
        yield return new("GET", "/custom-domains", ScopeRule.Any("read:custom_domains"), "List custom domains configurations", tenant.Domains);
        yield return new("GET", "/custom-domains/default", ScopeRule.Any("read:custom_domains"), "Get the default domain", tenant.DefaultDomain);

        var logs = services.GetRequiredService<Logs>();
        yield return new("GET", "/logs", ScopeRule.Any("read:logs", "read:logs_users"), "Search log events", logs.List);
        yield return new("GET", "/logs/{id}", ScopeRule.Any("read:logs", "read:logs_users"), "Get a log event by id", logs.Get);
        yield return new("GET", "/users/{id}/logs", ScopeRule.Any("read:logs", "read:logs_users"), "Get user's log events", logs.OfUser);
    }
}
