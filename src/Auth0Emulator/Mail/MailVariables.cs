using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Mail;

/// <summary>The variables an email template can read, under the names Auth0 gives them.</summary>
public static class MailVariables
{
    /// <summary>Those of one mail.</summary>
    public static JsonObject For(MailMaterial material)
    {
        var application = Application(material.Client);
        return new JsonObject
        {
            ["url"] = material.Url,
            ["user"] = User(material.User),
            ["application"] = application,
            ["client"] = application.DeepClone(),
            ["connection"] = new JsonObject { ["name"] = material.User.Connection },
            ["tenant"] = material.Settings.Name,
            ["friendly_name"] = material.Settings.FriendlyName,
            ["support_email"] = material.Settings.SupportEmail,
            ["support_url"] = material.Settings.SupportUrl,
            ["request_language"] = "en",
        };
    }

    private static JsonObject User(TenantUser user) => new()
    {
        ["user_id"] = user.UserId,
        ["email"] = user.Email,
        ["email_verified"] = user.EmailVerified,
        ["name"] = user.Name,
        ["nickname"] = user.Nickname,
        ["given_name"] = user.GivenName,
        ["family_name"] = user.FamilyName,
        ["picture"] = user.Picture,
        ["app_metadata"] = user.AppMetadata?.DeepClone() ?? new JsonObject(),
        ["user_metadata"] = user.UserMetadata?.DeepClone() ?? new JsonObject(),
    };

    private static JsonObject Application(TenantClient? client)
    {
        var metadata = new JsonObject();
        foreach (var (name, value) in client?.ClientMetadata ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            metadata[name] = value;
        }

        return new JsonObject
        {
            ["name"] = client?.Name,
            ["clientID"] = client?.ClientId,
            ["callback_domain"] = client is { Callbacks: [var first, ..] } && Uri.TryCreate(first.Replace(":*", string.Empty, StringComparison.Ordinal), UriKind.Absolute, out var callback) ? callback.GetLeftPart(UriPartial.Authority) : null,
            ["client_metadata"] = metadata,
        };
    }
}
