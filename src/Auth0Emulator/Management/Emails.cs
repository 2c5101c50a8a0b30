using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>The mail provider and the mail templates; read only.</summary>
public sealed class Emails(TenantState state)
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "verify_email", "verify_email_by_code", "auth_email_by_code", "reset_email", "reset_email_by_code", "welcome_email", "blocked_account",
        "stolen_credentials", "enrollment_email", "mfa_oob_code", "user_invitation", "async_approval");

    private static readonly string[] LegacyNames = ["change_password", "password_reset"];

    /// <summary>GET /emails/provider: name and enabled, or the fields asked for; never a secret.</summary>
    public ApiReply Provider(ManagementCall call)
    {
        if (call.Query.Refusal("fields", "include_fields") is { } malformed)
        {
            return malformed;
        }

        if (state.Read(tenant => tenant.EmailProvider) is not { } provider)
        {
            return Auth0Errors.Management(404, "There is not a configured email provider", "inexistent_email_provider");
        }

        var whole = Json(provider);
        if (call.Query.Has("fields"))
        {
            return ApiReply.Ok(UserJson.Chosen(whole, call.Query));
        }

        return ApiReply.Ok(new JsonObject { ["name"] = provider.Name, ["enabled"] = provider.Enabled });
    }

    /// <summary>GET /email-templates/{name}: 404 for one that was never customised.</summary>
    public ApiReply Template(ManagementCall call)
    {
        var name = LegacyNames.Contains(call.Id, StringComparer.Ordinal) ? "reset_email" : call.Id;
        if (!Names.Contains(name))
        {
            return Auth0Errors.InvalidPath($"'No enum match for: {call.Id}' on property templateName (Template name.)");
        }

        return state.Read(tenant => tenant.EmailTemplates.GetValueOrDefault(name)) is { } template
            ? ApiReply.Ok(Json(template))
            : Auth0Errors.Management(404, "The template does not exist.", "inexistent_email_template");
    }

    private static JsonObject Json(EmailProvider provider)
    {
        var json = new JsonObject { ["name"] = provider.Name, ["enabled"] = provider.Enabled };
        if (provider.DefaultFromAddress is { } from)
        {
            json["default_from_address"] = from;
        }

        json["credentials"] = new JsonObject { ["smtp_host"] = provider.SmtpHost, ["smtp_port"] = provider.SmtpPort, ["smtp_user"] = provider.SmtpUser };
        json["settings"] = new JsonObject();
        return json;
    }

    private static JsonObject Json(EmailTemplate template)
    {
        var json = new JsonObject
        {
            ["template"] = template.Template,
            ["body"] = template.Body,
            ["from"] = template.From,
            ["subject"] = template.Subject,
            ["syntax"] = template.Syntax,
        };
        if (template.ResultUrl is { } resultUrl)
        {
            json["resultUrl"] = resultUrl;
        }

        if (template.UrlLifetimeInSeconds is { } lifetime)
        {
            json["urlLifetimeInSeconds"] = lifetime;
        }

        json["includeEmailInRedirect"] = template.IncludeEmailInRedirect;
        json["enabled"] = template.Enabled;
        return json;
    }
}
