using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>The kinds of mail providers Auth0 knows: what credentials each wants, and which of them a read shows again.</summary>
public static class ProviderKinds
{
    private static readonly FrozenDictionary<string, Kind> Kinds = new Dictionary<string, Kind>(StringComparer.Ordinal)
    {
        [EmailProvider.Smtp] = new([Needed("smtp_host"), BodyField.Whole("smtp_port") with { Required = true }, Needed("smtp_user"), Needed("smtp_pass")], ["smtp_host", "smtp_port", "smtp_user"]),
        ["mandrill"] = new([Needed("api_key")], []),
        ["sendgrid"] = new([Needed("api_key")], []),
        ["resend"] = new([Needed("api_key")], []),
        ["sparkpost"] = new([Needed("api_key"), BodyField.Text("region") with { Nullable = true }], ["region"]),
        ["mailgun"] = new([Needed("api_key"), Needed("domain"), BodyField.Text("region") with { Nullable = true }], ["domain", "region"]),
        ["ses"] = new([Needed("accessKeyId"), Needed("secretAccessKey"), Needed("region")], ["region"]),
        ["azure_cs"] = new([Needed("connectionString")], []),
        ["ms365"] = new([Needed("tenantId"), Needed("clientId"), Needed("clientSecret")], ["tenantId", "clientId"]),
        ["custom"] = new([], []),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What is wrong with credentials for a kind, or null.</summary>
    internal static SchemaProblem? Problem(string name, JsonNode? credentials) =>
        new BodySchema(Kinds[name].Fields).Problem(credentials, "credentials", "Credentials required to use the provider.");

    /// <summary>A provider of a kind with those credentials; what is secret in them isn't kept.</summary>
    public static EmailProvider Give(EmailProvider provider, string name, JsonObject credentials)
    {
        var shown = new JsonObject();
        foreach (var field in Kinds[name].Shown.Where(credentials.ContainsKey))
        {
            shown[field] = credentials[field]?.DeepClone();
        }

        var smtp = name == EmailProvider.Smtp;
        return provider with
        {
            Name = name,
            SmtpHost = smtp ? UserSchemas.Text(credentials, "smtp_host") : null,
            SmtpPort = smtp ? credentials["smtp_port"]!.GetValue<int>() : null,
            SmtpUser = smtp ? UserSchemas.Text(credentials, "smtp_user") : null,
            ShownCredentials = smtp ? null : shown,
        };
    }

    /// <summary>A copy of a body for the log: everything in its credentials that a read wouldn't show is hidden.</summary>
    public static JsonNode WithoutSecrets(JsonNode body)
    {
        var copy = body.DeepClone();
        if (copy is JsonObject fields && fields["credentials"] is JsonObject credentials)
        {
            var shown = Kinds.Values.SelectMany(kind => kind.Shown).ToHashSet(StringComparer.Ordinal);
            foreach (var name in credentials.Select(field => field.Key).Where(name => !shown.Contains(name)).ToArray())
            {
                credentials[name] = "*****";
            }
        }

        return copy;
    }

    private static BodyField Needed(string name) => BodyField.Text(name, min: 1) with { Required = true };

    private sealed record Kind(BodyField[] Fields, string[] Shown);
}
