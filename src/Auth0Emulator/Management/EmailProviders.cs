using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>The tenant's mail provider: none until one is configured, and the inbox behind whichever it is.</summary>
public sealed class EmailProviders(TenantState state)
{
    private static readonly BodySchema CreateSchema = new(Fields(required: true));

    private static readonly BodySchema ChangeSchema = new(Fields(required: false));

    /// <summary>GET /emails/provider: name and enabled, or the fields asked for; never a secret.</summary>
    public ApiReply Get(ManagementCall call)
    {
        if (call.Query.Refusal("fields", "include_fields") is { } malformed)
        {
            return malformed;
        }

        if (state.Read(tenant => tenant.EmailProvider) is not { } provider)
        {
            return NoProvider();
        }

        return ApiReply.Ok(call.Query.Has("fields")
            ? UserJson.Chosen(Json(provider), call.Query)
            : new JsonObject { ["name"] = provider.Name, ["enabled"] = provider.Enabled });
    }

    /// <summary>POST /emails/provider: 201, or 409 where there is one.</summary>
    public ApiReply Create(ManagementCall call)
    {
        if ((CreateSchema.Refusal(call.Body) ?? RefusalOfCredentials(UserSchemas.Text(call.Fields, "name")!, call.Fields)) is { } refused)
        {
            return refused;
        }

        return state.Change(tenant =>
        {
            if (tenant.EmailProvider is not null)
            {
                return Auth0Errors.Management(409, "There is already a configured email provider");
            }

            var name = UserSchemas.Text(call.Fields, "name")!;
            tenant.EmailProvider = Told(new EmailProvider { Name = name }, name, call.Fields);
            return ApiReply.Created(Json(tenant.EmailProvider));
        });
    }

    /// <summary>PATCH /emails/provider: what the body leaves out stays, but for secrets, which have to be told again with anything beside them.</summary>
    public ApiReply Change(ManagementCall call)
    {
        if (ChangeSchema.Refusal(call.Body) is { } malformed)
        {
            return malformed;
        }

        return state.Change(tenant =>
        {
            if (tenant.EmailProvider is not { } had)
            {
                return NoProvider();
            }

            var name = UserSchemas.Text(call.Fields, "name") ?? had.Name;
            var body = name == had.Name ? Completed(had, call.Fields) : call.Fields;
            var fresh = name != had.Name || body.ContainsKey("credentials");
            if (fresh && RefusalOfCredentials(name, body) is { } refused)
            {
                return refused;
            }

            tenant.EmailProvider = Told(had, name, body);
            return ApiReply.Ok(Json(tenant.EmailProvider));
        });
    }

    /// <summary>DELETE /emails/provider: the built-in sender takes over, and templates are ignored.</summary>
    public ApiReply Delete(ManagementCall call) => state.Change(tenant =>
    {
        tenant.EmailProvider = null;
        return ApiReply.NoContent();
    });

    private static BodyField[] Fields(bool required) =>
    [
        BodyField.Text("name") with { Required = required, OneOf = ProviderKinds.Names, Description = "Name of the email provider." },
        BodyField.Flag("enabled") with { Description = "Whether the provider is enabled (true) or disabled (false)." },
        BodyField.Text("default_from_address") with { Format = TextFormats.Email, Description = "Email address to use as \"from\" when no other address specified." },
        BodyField.Map("credentials") with { Required = required, Description = "Credentials required to use the provider." },
        BodyField.Map("settings") with { Nullable = true, Description = "Specific provider setting" },
    ];

    private static ApiReply? RefusalOfCredentials(string name, JsonObject body) =>
        !body.ContainsKey("credentials") ? Auth0Errors.InvalidBody("'Missing required property: credentials'") :
        ProviderKinds.Problem(name, body["credentials"]) is { } problem ? Auth0Errors.InvalidBody(problem.ToString()) : null;

    // The part of the credentials that a read shows need not be given again.
    private static JsonObject Completed(EmailProvider had, JsonObject body)
    {
        if (body["credentials"] is not JsonObject given)
        {
            return body;
        }

        var completed = body.DeepClone().AsObject();

        // Read as if it had been sent: the schema looks at numbers that came as text.
        var credentials = JsonNode.Parse(Json(had)["credentials"]!.ToJsonString())!.AsObject();
        foreach (var (name, value) in given)
        {
            credentials[name] = value?.DeepClone();
        }

        completed["credentials"] = credentials;
        return completed;
    }

    private static EmailProvider Told(EmailProvider had, string name, JsonObject body)
    {
        var told = had with
        {
            Enabled = UserSchemas.Flag(body, "enabled") ?? had.Enabled,
            DefaultFromAddress = UserSchemas.Text(body, "default_from_address") ?? had.DefaultFromAddress,
            Settings = body.ContainsKey("settings") ? body["settings"]?.DeepClone().AsObject() : had.Settings,
        };
        return body["credentials"] is JsonObject credentials ? ProviderKinds.Give(told, name, credentials) : told;
    }

    private static ApiReply NoProvider() => Auth0Errors.Management(404, "There is not a configured email provider", "inexistent_email_provider");

    private static JsonObject Json(EmailProvider provider)
    {
        var json = new JsonObject { ["name"] = provider.Name, ["enabled"] = provider.Enabled };
        if (provider.DefaultFromAddress is { } from)
        {
            json["default_from_address"] = from;
        }

        json["credentials"] = provider.Name == EmailProvider.Smtp
            ? new JsonObject { ["smtp_host"] = provider.SmtpHost, ["smtp_port"] = provider.SmtpPort, ["smtp_user"] = provider.SmtpUser }
            : provider.ShownCredentials?.DeepClone() ?? new JsonObject();
        json["settings"] = provider.Settings?.DeepClone() ?? new JsonObject();
        return json;
    }
}
