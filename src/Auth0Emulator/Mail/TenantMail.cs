using Auth0Emulator.Tenant;
using Liquid;

namespace Auth0Emulator.Mail;

/// <summary>What becomes of a mail on its way from the template to the inbox.</summary>
public abstract record TenantMail
{
    private const string BuiltInSender = "no-reply@auth0user.net";

    private TenantMail()
    {
    }

    /// <summary>It is ready to be handed over.</summary>
    public sealed record Ready(string From, string Subject, string Html) : TenantMail;

    /// <summary>The provider refuses the mail; the tenant log tells why.</summary>
    public sealed record Refused(string Error) : TenantMail;

    /// <summary>The template can't be rendered; the tenant log tells why.</summary>
    public sealed record Broken(string Error) : TenantMail;

    /// <summary>The template is switched off: nothing goes out and nothing says so.</summary>
    public sealed record Silent : TenantMail;

    /// <summary>Composes the mail with the tenant's template; without a provider of its own the tenant uses the built-in sender, which knows no templates.</summary>
    public static TenantMail Compose(MailMaterial material, TimeProvider clock)
    {
        if (material.ByBuiltInSender)
        {
            return BuiltInMail.Of(BuiltInSender, material);
        }

        if (material.Template is { Enabled: false })
        {
            return new Silent();
        }

        var provider = material.Provider!;
        if (provider.Refusal(material.User.Email) is { } error)
        {
            return new Refused(error);
        }

        var sender = provider.DefaultFromAddress ?? BuiltInSender;
        return material.Template is { IsIgnored: false } template ? Rendered(template, sender, material, clock) : BuiltInMail.Of(sender, material);
    }

    private static TenantMail Rendered(EmailTemplate template, string sender, MailMaterial material, TimeProvider clock)
    {
        var variables = MailVariables.For(material);
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

        var from = OneLine(rendered[0]);
        return new Ready(from.Length == 0 ? sender : from, OneLine(rendered[1]), rendered[2]);
    }

    // A line end in a header would start a new one.
    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
