using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdminPortal.Auth0;

namespace AdminPortal.Setup;

/// <summary>The part of the mail template that is edited here; line ends are LF, as browsers hand them over.</summary>
/// <param name="From">Who the mail comes from; empty takes the provider's address.</param>
/// <param name="Subject">One line of Liquid.</param>
/// <param name="Body">HTML with Liquid.</param>
/// <param name="LinkSeconds">How long the link lives; null leaves it at Auth0's five days.</param>
/// <param name="Enabled">Switched off, no mail goes out and nothing says so.</param>
public sealed record EmailContent(string From, string Subject, string Body, int? LinkSeconds, bool Enabled = true)
{
    /// <summary>What invitations and password resets look like until somebody has changed it.</summary>
    public static EmailContent Starter { get; } = new(
        "",
        "{% if user.app_metadata.invitation %}{{ user.app_metadata.invitation.inviter | default: \"A colleague\" }} invites you to {{ friendly_name }}{% else %}Choose a new password{% endif %}",
        ReadStarter(),
        null);

    /// <summary>Tells two contents apart without showing them.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>What of a tenant's template is edited here.</summary>
    public static EmailContent Of(EmailTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new EmailContent(template.From, template.Subject, template.Body, template.LinkLifetime is { } lifetime ? (int)lifetime.TotalSeconds : null, template.Enabled).Tidy();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static EmailContent FromJson(string json) => JsonSerializer.Deserialize<EmailContent>(json, JsonSerializerOptions.Web) ?? Starter;

    /// <summary>As it lies in the database.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The template as it is sent to the tenant.</summary>
    public EmailTemplate ToTemplate() => new(TenantStateReader.InviteTemplate, Body, Subject, From, Enabled, LinkSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    /// <summary>One kind of line end, no blanks around what stands on one line.</summary>
    public EmailContent Tidy() => this with { From = From.Trim(), Subject = Subject.Trim(), Body = Body.ReplaceLineEndings("\n") };

    private static string ReadStarter()
    {
        using var file = typeof(EmailContent).Assembly.GetManifestResourceStream("AdminPortal.Setup.starter.html")
            ?? throw new InvalidOperationException("The starter template is not in the assembly.");
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
