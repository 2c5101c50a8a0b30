using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Who may sign in and for how long.</summary>
public sealed class SignInOptions
{
    /// <summary>Where these settings stand.</summary>
    public const string Section = "SignIn";

    /// <summary>The Auth0 role whose holders are company admins.</summary>
    public string AdminRole { get; set; } = "Portal Admin";

    /// <summary>The Auth0 role whose holders lead teams.</summary>
    public string TeamLeadRole { get; set; } = "Portal Team Lead";

    /// <summary>The Auth0 role whose holders look up invitations.</summary>
    public string SupportRole { get; set; } = "Portal Support";

    /// <summary>A verified address that is admin while nobody holds the role; empty for none.</summary>
    public string FirstAdmin { get; set; } = "";

    /// <summary>A session ends after this long without activity.</summary>
    public TimeSpan IdleLifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>A session ends after this long whatever happens.</summary>
    public TimeSpan AbsoluteLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>What a role is called in Auth0.</summary>
    public string NameOf(PortalRole role) => role switch
    {
        PortalRole.Admin => AdminRole,
        PortalRole.TeamLead => TeamLeadRole,
        PortalRole.Support => SupportRole,
    };
}

/// <summary>Says what is wrong with the section SignIn, and the cure.</summary>
public sealed class SignInOptionsValidator : IValidateOptions<SignInOptions>
{
    private static readonly TimeSpan ShortestIdle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] failures = [.. Failures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(SignInOptions options)
    {
        foreach (var (key, name) in new[] { (nameof(options.AdminRole), options.AdminRole), (nameof(options.TeamLeadRole), options.TeamLeadRole), (nameof(options.SupportRole), options.SupportRole) })
        {
            if (name.Trim().Length == 0 || name.Trim() != name)
            {
                yield return $"SignIn:{key} must be the exact name of an Auth0 role; it is \"{name}\". The name stands under User Management > Roles in the Auth0 dashboard.";
            }
        }

        if (new[] { options.AdminRole, options.TeamLeadRole, options.SupportRole }.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            yield return $"SignIn:AdminRole, SignIn:TeamLeadRole and SignIn:SupportRole must name three different roles; \"{twice.Key}\" stands there {twice.Count()} times.";
        }

        if (options.FirstAdmin.Length > 0 && (!MailAddress.TryCreate(options.FirstAdmin, out var address) || address.Address != options.FirstAdmin))
        {
            yield return $"SignIn:FirstAdmin must be one email address or empty; it is \"{options.FirstAdmin}\". Write it as name@example.com.";
        }

        if (options.IdleLifetime < ShortestIdle || options.IdleLifetime > options.AbsoluteLifetime)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"SignIn:IdleLifetime must be between 5 minutes and SignIn:AbsoluteLifetime; it is {options.IdleLifetime}. Write it as 02:00:00.");
        }

        if (options.AbsoluteLifetime > Longest)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"SignIn:AbsoluteLifetime must be at most 30 days; it is {options.AbsoluteLifetime}. Write it as 12:00:00.");
        }
    }
}
