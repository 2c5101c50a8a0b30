using System.Globalization;
using Microsoft.Extensions.Options;

namespace AdminPortal.Auth0;

/// <summary>The tenant, and the two applications through which the portal talks to it.</summary>
public sealed class Auth0Options
{
    /// <summary>Where these settings stand.</summary>
    public const string Section = "Auth0";

    private static readonly string[] Required = ["Domain", "ClientId", "ClientSecret", "Management:ClientId", "Management:ClientSecret"];

    /// <summary>The tenant's host, such as <c>company.eu.auth0.com</c>; outside Production also the absolute http loopback address of a local tenant.</summary>
    public string Domain { get; set; } = "";

    /// <summary>The portal's own application, through which people sign in.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The database connection that invited people get their account in.</summary>
    public string Connection { get; set; } = "Username-Password-Authentication";

    /// <summary>How long a call may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The machine-to-machine application for the Management API.</summary>
    public Auth0ManagementOptions Management { get; set; } = new();

    /// <summary>How fast calls may follow each other.</summary>
    public Auth0LimitsOptions Limits { get; set; } = new();

    /// <summary>The application people are invited to, filled in from <c>Invites:ApplicationClientId</c>; may be empty.</summary>
    public string ApplicationClientId { get; set; } = "";

    /// <summary>The application that mails and links are made for: the one people are invited to, otherwise the portal.</summary>
    public string MailedApplicationId => ApplicationClientId is { Length: > 0 } own ? own : ClientId;

    /// <summary>The tenant's address, without a path.</summary>
    public Uri Authority => TenantAddress.Parse(Domain, allowLoopback: true) ?? throw new InvalidOperationException($"{Section}:Domain was not checked before it was used.");

    /// <summary>The settings without which nothing can start and that nobody has given, as keys.</summary>
    public static IReadOnlyList<string> MissingSettings(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return [.. Required.Select(key => $"{Section}:{key}").Where(key => string.IsNullOrWhiteSpace(configuration[key]))];
    }
}

/// <summary>The machine-to-machine application for the Management API.</summary>
public sealed class Auth0ManagementOptions
{
    /// <summary>Its client id.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Another secret, tried when the first is refused; empty unless one is being rotated.</summary>
    public string SecondClientSecret { get; set; } = "";
}

/// <summary>Says of every malformed Auth0 setting which it is, what it holds and how to put it right; secrets are never repeated.</summary>
public sealed class Auth0OptionsValidator(IHostEnvironment environment) : IValidateOptions<Auth0Options>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, Auth0Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] failures = [.. Failures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(Auth0Options options)
    {
        if (TenantAddress.Parse(options.Domain, allowLoopback: !environment.IsProduction()) is null)
        {
            yield return DomainFailure(options.Domain);
        }

        foreach (var (key, id) in new[] { ("ClientId", options.ClientId), ("Management:ClientId", options.Management.ClientId) })
        {
            if (id.Length == 0 || id.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
            {
                yield return $"Auth0:{key} must be the application's Client ID, without blanks; it is \"{id}\". Copy it from the application's settings in the Auth0 dashboard.";
            }
        }

        foreach (var (key, secret) in new[] { ("ClientSecret", options.ClientSecret), ("Management:ClientSecret", options.Management.ClientSecret) })
        {
            if (secret.Length == 0)
            {
                yield return $"Auth0:{key} is missing. Copy the Client Secret from the application's settings in the Auth0 dashboard, and keep it out of files in version control.";
            }
            else if (HasBlanks(secret))
            {
                yield return $"Auth0:{key} must not contain blanks or line breaks; its value is not shown. Copy the Client Secret again.";
            }
        }

        if (HasBlanks(options.Management.SecondClientSecret))
        {
            yield return "Auth0:Management:SecondClientSecret must not contain blanks or line breaks; its value is not shown. Copy the Client Secret again, or leave it empty.";
        }

        if (options.Connection.Trim().Length is 0 or > 128)
        {
            yield return $"Auth0:Connection must be the name of a database connection, 1 to 128 characters; it is \"{options.Connection}\". The name stands under Authentication > Database in the Auth0 dashboard.";
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromMinutes(5))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Auth0:Timeout must be between 1 second and 5 minutes; it is {options.Timeout}. Write it as 00:00:30.");
        }

        foreach (var failure in options.Limits.Failures())
        {
            yield return failure;
        }
    }

    private string DomainFailure(string domain)
    {
        if (domain.Trim().Length == 0)
        {
            return "Auth0:Domain is missing. Give the tenant's host, such as company.eu.auth0.com.";
        }

        if (environment.IsProduction() && TenantAddress.Parse(domain, allowLoopback: true) is not null)
        {
            return $"Auth0:Domain must be a tenant's host in Production; it is \"{domain}\", a local tenant. Give a host such as company.eu.auth0.com, or start with another environment.";
        }

        return environment.IsProduction()
            ? $"Auth0:Domain must be a bare host; it is \"{domain}\". Leave out https://, port and path: company.eu.auth0.com."
            : $"Auth0:Domain must be a bare host, or the http address of a local tenant on this machine; it is \"{domain}\". Write company.eu.auth0.com or http://localhost:5081.";
    }

    private static bool HasBlanks(string secret) => secret.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
}

/// <summary>Reads the tenant's address from a setting.</summary>
internal static class TenantAddress
{
    /// <summary>The https address of a bare host, or a local tenant's http loopback address; null for anything else.</summary>
    public static Uri? Parse(string domain, bool allowLoopback)
    {
        if (domain.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return allowLoopback && Uri.TryCreate(domain, UriKind.Absolute, out var local) && local.IsLoopback
                && local is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
                    ? new Uri(local.GetLeftPart(UriPartial.Authority))
                    : null;
        }

        // A host that means this machine is a local tenant and needs http, which only the absolute address says.
        return Uri.CheckHostName(domain) == UriHostNameType.Dns && domain.Contains('.', StringComparison.Ordinal) && !domain.EndsWith('.')
            && Uri.TryCreate($"https://{domain}", UriKind.Absolute, out var tenant) && !tenant.IsLoopback
                ? tenant
                : null;
    }
}
