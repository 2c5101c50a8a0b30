using AdminPortal.Auth0;
using AdminPortal.Shell;
using Microsoft.Extensions.Options;

namespace AdminPortal.Setup;

/// <summary>What stands in a preview around its person: the names that only the tenant knows for certain, as far as the portal has heard them.</summary>
public sealed class MailSurroundings(IOptions<Auth0Options> auth0, IOptions<PortalOptions> portal, TimeProvider clock)
{
    private volatile string? _applicationName;
    private volatile TenantNames? _names;

    /// <summary>Whether company and application were read, so that the preview calls them what the mail will.</summary>
    public bool AreKnown => _applicationName is not null && _names is { FriendlyName.Length: > 0 };

    /// <summary>The application's name was read.</summary>
    public void Learn(string applicationName) => _applicationName = applicationName;

    /// <summary>The tenant's own names were read.</summary>
    public void Learn(TenantNames names) => _names = names;

    /// <summary>A person for the preview.</summary>
    public EmailSample Sample(SamplePerson person, string viewerName)
    {
        var company = _names is { FriendlyName: { Length: > 0 } friendly } ? friendly : portal.Value.CompanyName.Length > 0 ? portal.Value.CompanyName : "Your company";
        var usual = new EmailSample
        {
            Email = "ana.horvat@example.com",
            Name = "Ana Horvat",
            Inviter = viewerName,
            Message = $"Welcome to {company}.\nYour first week is planned; bring questions.",
            Expiry = clock.GetUtcNow() + TimeSpan.FromDays(5),
            Url = new Uri(auth0.Value.Authority, "/u/reset-verify?ticket=sample").AbsoluteUri,
            FriendlyName = company,
            ApplicationName = _applicationName ?? company,
            SupportEmail = _names is { SupportEmail: { Length: > 0 } support } ? support : null,
            ApplicationId = auth0.Value.MailedApplicationId,
            Connection = auth0.Value.Connection,
        };
        return person switch
        {
            SamplePerson.Usual => usual,
            SamplePerson.Bare => usual with { Name = usual.Email, Message = null },
            SamplePerson.Hostile => usual with
            {
                Name = "<img src=x onerror=alert(1)> {{ url }}",
                Inviter = "</h1><a href=\"https://evil.example\">Ana</a> {% if true %}",
                Message = "<script>alert(1)</script>\n\"quoted\" & {{ user.email }}",
            },
        };
    }
}
