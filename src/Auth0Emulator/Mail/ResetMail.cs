using System.Net;
using Auth0Emulator.Tenant;
using Liquid;

namespace Auth0Emulator.Mail;

/// <summary>What becomes of a change-password mail on its way from the template to the inbox.</summary>
public abstract record ResetMail
{
    private ResetMail()
    {
    }

    /// <summary>It is ready to be handed over.</summary>
    public sealed record Ready(string From, string Subject, string Html) : ResetMail;

    /// <summary>The provider refuses the mail; the tenant log tells why.</summary>
    public sealed record Refused(string Error) : ResetMail;

    /// <summary>The template can't be rendered; the tenant log tells why.</summary>
    public sealed record Broken(string Error) : ResetMail;

    /// <summary>The template is switched off: nothing goes out and nothing says so.</summary>
    public sealed record Silent : ResetMail;

    /// <summary>Composes the mail with the tenant's template; without a provider of its own the tenant uses the built-in sender, which knows no templates.</summary>
    public static ResetMail Compose(ResetMailMaterial material, TimeProvider clock)
    {
        if (material.Provider is not { Enabled: true } provider)
        {
            return BuiltIn("no-reply@auth0user.net", material);
        }

        if (material.Template is { Enabled: false })
        {
            return new Silent();
        }

        if (provider.Refusal(material.User.Email) is { } error)
        {
            return new Refused(error);
        }

        return material.Template is { } template
            ? Rendered(template, material, clock)
            : BuiltIn(provider.DefaultFromAddress ?? "no-reply@auth0user.net", material);
    }

    private static ResetMail Rendered(EmailTemplate template, ResetMailMaterial material, TimeProvider clock)
    {
        var variables = MailVariables.ForReset(material.User, material.Client, material.Settings, material.Url);
        var rendered = new List<string>();
        foreach (var (part, source) in new[] { ("from", template.From), ("subject", template.Subject), ("body", template.Body) })
        {
            switch (LiquidTemplate.Render(source, variables, clock))
            {
                case LiquidResult.Rendered text:
                    rendered.Add(text.Text);
                    break;
                case LiquidResult.Failed failed:
                    return new Broken($"The {part} of the template {template.Template} can't be rendered, {failed.Error}");
            }
        }

        return new Ready(OneLine(rendered[0]), OneLine(rendered[1]), rendered[2]);
    }

    private static Ready BuiltIn(string from, ResetMailMaterial material)
    {
        var (name, email, url) = (WebUtility.HtmlEncode(material.Settings.FriendlyName), WebUtility.HtmlEncode(material.User.Email), WebUtility.HtmlEncode(material.Url));
        return new Ready(from, "Reset your password", $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Reset your password</title></head>
            <body><h1>Reset your password</h1>
            <p>Somebody asked to change the password of {email} at {name}. The link works once.</p>
            <p><a href="{url}">Change the password</a></p>
            <p>If it was not you, nothing needs to be done.</p></body></html>
            """);
    }

    // A line end in a header would start a new one.
    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

/// <summary>What a change-password mail is made of.</summary>
public sealed record ResetMailMaterial(
    TenantUser User, TenantClient? Client, TenantSettings Settings, EmailProvider? Provider, EmailTemplate? Template, string Url)
{
    /// <summary>Gathers it inside a read or change that is under way.</summary>
    public static ResetMailMaterial Gather(TenantData tenant, TenantUser user, TenantClient? client, string url) =>
        new(user, client, tenant.Settings, tenant.EmailProvider, tenant.EmailTemplates.GetValueOrDefault("reset_email"), url);
}
