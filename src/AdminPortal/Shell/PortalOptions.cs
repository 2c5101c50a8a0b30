using Microsoft.Extensions.Options;

namespace AdminPortal.Shell;

/// <summary>The portal's own name and address.</summary>
public sealed class PortalOptions
{
    /// <summary>Shown under the product's name; left out when empty.</summary>
    public string CompanyName { get; init; } = "";

    /// <summary>The address people type, for example https://invite.example.com; empty means whatever address they came by.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary><see cref="PublicUrl"/> as an address; null when it isn't set.</summary>
    public Uri? PublicAddress => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address) ? address : null;

    /// <summary><see cref="PublicUrl"/> as browsers write it in an Origin header; null when it isn't set.</summary>
    public string? PublicOrigin => PublicAddress is { Host.Length: > 0 } address
        ? $"{address.Scheme}://{(address.IsDefaultPort ? new HostString(address.Host) : new HostString(address.Host, address.Port)).ToUriComponent()}"
        : null;
}

/// <summary>Says what is wrong with the section Portal, and the cure.</summary>
public sealed class PortalOptionsValidator(IHostEnvironment environment) : IValidateOptions<PortalOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var failures = new List<string>();
        if (options.CompanyName.Length > 60)
        {
            failures.Add($"Portal:CompanyName must be at most 60 characters; it is {options.CompanyName.Length}. Use the short name of the company.");
        }

        if (options.PublicUrl.Length > 0 && PublicUrlFailure(options) is { } failure)
        {
            failures.Add(failure);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private string? PublicUrlFailure(PortalOptions options)
    {
        if (options.PublicAddress is not { Scheme: "https" or "http", Query: "", Fragment: "", UserInfo: "" } address)
        {
            return $"Portal:PublicUrl must be an address such as https://invite.example.com; it is \"{options.PublicUrl}\". Write scheme and host, or leave it empty.";
        }

        if (address.AbsolutePath != "/")
        {
            return $"Portal:PublicUrl must not have a path; it is \"{options.PublicUrl}\". Give the portal a host of its own: {address.GetLeftPart(UriPartial.Authority)}.";
        }

        // Sign-in's cookies are Secure in Production: over http browsers drop them, and signing in never ends.
        return environment.IsProduction() && address.Scheme != Uri.UriSchemeHttps
            ? $"Portal:PublicUrl must begin with https:// in Production; it is \"{options.PublicUrl}\". Put a proxy with a certificate in front and write its address."
            : null;
    }
}
