using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Mail;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>The mail templates: a template exists once it was customised, and the next mail uses it.</summary>
public sealed class EmailTemplates(TenantState state, TenantSwitches switches)
{
    private static readonly BodySchema Whole = new(Fields(required: true));

    private static readonly BodySchema Part = new(Fields(required: false));

    /// <summary>GET /email-templates/{name}: 404 for one that was never customised.</summary>
    public ApiReply Get(ManagementCall call) => Named(call, name => state.Read(tenant => tenant.EmailTemplates.GetValueOrDefault(name)) is { } template ? ApiReply.Ok(Json(template)) : NoSuchTemplate());

    /// <summary>POST /email-templates: 200, or 409 where it was customised before.</summary>
    public ApiReply Create(ManagementCall call)
    {
        if ((Whole.Refusal(call.Body) ?? RefusalOfResultUrl(call.Fields)) is { } refused)
        {
            return refused;
        }

        var given = call.Fields["template"]!.GetValue<string>();
        if (MailNames.Find(given) is not { } name)
        {
            return Auth0Errors.InvalidBody($"'No enum match for: {given}' on property template (Template name.)");
        }

        return state.Change(tenant =>
        {
            if (tenant.EmailTemplates.ContainsKey(name))
            {
                return Auth0Errors.Management(409, $"Template {name} already exists.");
            }

            return Kept(tenant, Written(name, call.Fields));
        });
    }

    /// <summary>PUT /email-templates/{name}: what the body leaves out is gone.</summary>
    public ApiReply Replace(ManagementCall call) => Write(call, Whole, (had, body) => Written(had.Template, body));

    /// <summary>PATCH /email-templates/{name}: what the body leaves out stays.</summary>
    public ApiReply Change(ManagementCall call) => Write(call, Part, Patched);

    private static BodyField[] Fields(bool required) =>
    [
        BodyField.Text("template") with { Required = required, Description = "Template name." },
        BodyField.Text("body") with { Required = required, Nullable = true, Description = "Body of the email template." },
        BodyField.Text("from") with { Required = required, Nullable = true, Description = "Senders `from` email address." },
        BodyField.Text("subject") with { Required = required, Nullable = true, Description = "Subject line of the email." },
        BodyField.Text("syntax") with { Required = required, Nullable = true, OneOf = ["liquid"], Description = "Syntax of the template body." },
        BodyField.Flag("enabled") with { Required = required, Nullable = true, Description = "Whether the template is enabled (true) or disabled (false)." },
        BodyField.Text("resultUrl") with { Nullable = true, Description = "URL to redirect the user to after a successful action." },
        BodyField.Whole("urlLifetimeInSeconds") with { Nullable = true, Description = "Lifetime in seconds that the link within the email will be valid for." },
        BodyField.Flag("includeEmailInRedirect") with { Description = "Whether the `reset_email` and `verify_email` templates should include the user's email address as the `email` parameter in the returnUrl." },
    ];

    private ApiReply Write(ManagementCall call, BodySchema schema, Func<EmailTemplate, JsonObject, EmailTemplate> write) => Named(call, name =>
    {
        if ((schema.Refusal(call.Body) ?? RefusalOfName(name, call.Fields) ?? RefusalOfResultUrl(call.Fields)) is { } refused)
        {
            return refused;
        }

        return state.Change(tenant => tenant.EmailTemplates.GetValueOrDefault(name) is { } had ? Kept(tenant, write(had, call.Fields)) : NoSuchTemplate());
    });

    private static ApiReply Named(ManagementCall call, Func<string, ApiReply> answer) => MailNames.Find(call.Id) is { } name
        ? answer(name)
        : Auth0Errors.InvalidPath($"'No enum match for: {call.Id}' on property templateName (Template name.)");

    private static ApiReply? RefusalOfName(string name, JsonObject body) => Text(body, "template") is { } given && MailNames.Find(given) != name
        ? Auth0Errors.Management(400, "The template property provided in payload must match template in the URL.")
        : null;

    private ApiReply? RefusalOfResultUrl(JsonObject body) => Text(body, "resultUrl") is { Length: > 0 } && !switches.ResultUrlAllowed
        ? Auth0Errors.Management(403, "Customizations for resultUrl are not allowed for non-enterprise tenants")
        : null;

    private static ApiReply Kept(TenantData tenant, EmailTemplate template)
    {
        tenant.EmailTemplates[template.Template] = template;
        return ApiReply.Ok(Json(template));
    }

    private static EmailTemplate Written(string name, JsonObject body) => new()
    {
        Template = name,
        Body = Text(body, "body") ?? "",
        From = Text(body, "from") ?? "",
        Subject = Text(body, "subject") ?? "",
        Syntax = Text(body, "syntax") ?? "liquid",
        ResultUrl = Text(body, "resultUrl"),
        UrlLifetimeInSeconds = Number(body, "urlLifetimeInSeconds"),
        IncludeEmailInRedirect = UserSchemas.Flag(body, "includeEmailInRedirect") ?? true,
        Enabled = UserSchemas.Flag(body, "enabled") ?? false,
    };

    private static EmailTemplate Patched(EmailTemplate had, JsonObject body) => had with
    {
        Body = body.ContainsKey("body") ? Text(body, "body") ?? "" : had.Body,
        From = body.ContainsKey("from") ? Text(body, "from") ?? "" : had.From,
        Subject = body.ContainsKey("subject") ? Text(body, "subject") ?? "" : had.Subject,
        Syntax = Text(body, "syntax") ?? had.Syntax,
        ResultUrl = body.ContainsKey("resultUrl") ? Text(body, "resultUrl") : had.ResultUrl,
        UrlLifetimeInSeconds = body.ContainsKey("urlLifetimeInSeconds") ? Number(body, "urlLifetimeInSeconds") : had.UrlLifetimeInSeconds,
        IncludeEmailInRedirect = UserSchemas.Flag(body, "includeEmailInRedirect") ?? had.IncludeEmailInRedirect,
        Enabled = UserSchemas.Flag(body, "enabled") ?? had.Enabled,
    };

    private static string? Text(JsonObject body, string name) => UserSchemas.Text(body, name);

    private static int? Number(JsonObject body, string name) => body[name]?.GetValue<int>();

    private static ApiReply NoSuchTemplate() => Auth0Errors.Management(404, "The template does not exist.", "inexistent_email_template");

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
