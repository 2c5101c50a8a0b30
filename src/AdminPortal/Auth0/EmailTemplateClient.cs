using System.Text.Json.Nodes;

namespace AdminPortal.Auth0;

/// <summary>Reads and writes the tenant's mail templates.</summary>
public sealed class EmailTemplateClient(SettingCall call)
{
    /// <summary>GET /email-templates/{name}; NotFound when the tenant never changed it.</summary>
    public Task<TenantCall<EmailTemplate>> GetAsync(string name, CancellationToken cancellationToken) =>
        call.SendAsync(HttpMethod.Get, Path(name), null, ["read:email_templates"], Auth0Json.Template, cancellationToken);

    /// <summary>POST /email-templates; AlreadyExists when somebody made it first.</summary>
    public Task<TenantCall<Done>> CreateAsync(EmailTemplate template, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        var body = Fields(template);
        body["template"] = template.Name;
        return call.SendAsync(HttpMethod.Post, "email-templates", body, ["create:email_templates"], Auth0Json.Nothing, cancellationToken);
    }

    /// <summary>PATCH /email-templates/{name}, not PUT: what the portal doesn't know of it, such as where people land afterwards, stays as it is.</summary>
    public Task<TenantCall<Done>> ChangeAsync(EmailTemplate template, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        return ChangeAsync(template.Name, Fields(template), cancellationToken);
    }

    /// <summary>PATCH /email-templates/{name}: these fields and no others.</summary>
    public Task<TenantCall<Done>> ChangeAsync(string name, JsonObject fields, CancellationToken cancellationToken) =>
        call.SendAsync(HttpMethod.Patch, Path(name), fields, ["update:email_templates"], Auth0Json.Nothing, cancellationToken);

    private static string Path(string name) => $"email-templates/{Uri.EscapeDataString(name)}";

    private static JsonObject Fields(EmailTemplate template) => new()
    {
        ["body"] = template.Body,
        ["from"] = template.From,
        ["subject"] = template.Subject,
        ["syntax"] = "liquid",
        ["enabled"] = template.Enabled,
        ["urlLifetimeInSeconds"] = template.LinkLifetime is { } lifetime ? (int)lifetime.TotalSeconds : null,
    };
}
