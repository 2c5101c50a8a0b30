using System.Net;

namespace Auth0Emulator.Mail;

/// <summary>What a mail says where no template of the tenant's own is used.</summary>
public static class BuiltInMail
{
    /// <summary>Auth0's own text for the mail.</summary>
    public static TenantMail.Ready Of(string from, MailMaterial material)
    {
        var (name, email, url) = (WebUtility.HtmlEncode(material.Settings.FriendlyName), WebUtility.HtmlEncode(material.User.Email), WebUtility.HtmlEncode(material.Url));
        return material.Name switch
        {
            MailNames.Reset => new TenantMail.Ready(from, "Reset your password", Page("Reset your password", $"""
                <p>Somebody asked to change the password of {email} at {name}. The link works once.</p>
                <p><a href="{url}">Change the password</a></p>
                <p>If it was not you, nothing needs to be done.</p>
                """)),
            MailNames.Verification => new TenantMail.Ready(from, "Verify your email", Page("Verify your email", $"""
                <p>Welcome to {name}! <a href="{url}">Verify your account</a></p>
                """)),
            _ => throw new InvalidOperationException($"There is no text for {material.Name}: it is sent by a template of the tenant's own only."),
        };
    }

    private static string Page(string title, string body) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
        <body><h1>{title}</h1>
        {body}</body></html>
        """;
}
