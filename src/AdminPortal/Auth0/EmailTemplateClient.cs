using System.Text.Json.Nodes;

namespace AdminPortal.Auth0;

/// <summary>Reads and writes the tenant's mail templates, and what decides whether Auth0 uses them.</summary>
public sealed class EmailTemplateClient(SettingCall call)
{
    /// <summary>GET /email-templates/{name}; NotFound when the tenant never changed it.</summary>
    public Task<Auth0Result<EmailTemplate>> GetAsync(string name, CancellationToken cancellationToken) =>
        call.SendAsync(HttpMethod.Get, Path(name), null, ["read:email_templates"], Auth0Json.Template, cancellationToken);

    /// <summary>POST /email-templates; AlreadyExists when somebody made it first.</summary>
    public Task<Auth0Result<Done>> CreateAsync(EmailTemplate template, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        var body = Fields(template);
        body["template"] = template.Name;
        return call.SendAsync(HttpMethod.Post, "email-templates", body, ["create:email_templates"], Auth0Json.Nothing, cancellationToken);
    }

    /// <summary>PATCH /email-templates/{name}, not PUT: what the portal doesn't know of it, such as where people land afterwards, stays as it is.</summary>
    public Task<Auth0Result<Done>> ChangeAsync(EmailTemplate template, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        return call.SendAsync(HttpMethod.Patch, Path(template.Name), Fields(template), ["update:email_templates"], Auth0Json.Nothing, cancellationToken);
    }

    /// <summary>GET /emails/provider; NotFound while Auth0's own mailer is in use.</summary>
    public Task<Auth0Result<MailSender>> GetSenderAsync(CancellationToken cancellationToken) => call.SendAsync(
        HttpMethod.Get, "emails/provider?fields=name,enabled,default_from_address&include_fields=true", null, ["read:email_provider"], Auth0Json.Sender, cancellationToken);

    /// <summary>GET /clients/{id}: what the application is called, which stands in the mails.</summary>
    public Task<Auth0Result<string>> GetApplicationNameAsync(string clientId, CancellationToken cancellationToken) => call.SendAsync(
        HttpMethod.Get, $"clients/{Uri.EscapeDataString(clientId)}?fields=client_id,name&include_fields=true", null, ["read:clients"], Auth0Json.Name, cancellationToken);

    /// <summary>GET /tenants/settings: what the tenant calls itself, which stands in the mails.</summary>
    public Task<Auth0Result<TenantNames>> GetNamesAsync(CancellationToken cancellationToken) => call.SendAsync(
        HttpMethod.Get, "tenants/settings?fields=friendly_name,support_email&include_fields=true", null, ["read:tenant_settings"], Auth0Json.Names, cancellationToken);

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

/// <summary>What the tenant calls itself in front of people, and where they write to; empty where that was never set.</summary>
public sealed record TenantNames(string FriendlyName, string SupportEmail);

/// <summary>Who takes the tenant's mails.</summary>
/// <param name="Name">The kind: smtp, ses, sendgrid and so on.</param>
/// <param name="Enabled">While it is switched off Auth0's own mailer is used.</param>
/// <param name="From">The address that mails come from when the template names none; may be empty.</param>
public sealed record MailSender(string Name, bool Enabled, string From);
