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
}

/// <summary>Says what is wrong with the section Portal, and the cure.</summary>
public sealed class PortalOptionsValidator : IValidateOptions<PortalOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var failures = new List<string>();
        if (options.CompanyName.Length > 60)
        {
            failures.Add($"Portal:CompanyName must be at most 60 characters; it is {options.CompanyName.Length}. Use the short name of the company.");
        }

        if (options.PublicUrl.Length > 0 && options.PublicAddress is not { Scheme: "https" or "http", Query: "", Fragment: "" })
        {
            failures.Add($"Portal:PublicUrl must be an address such as https://invite.example.com; it is \"{options.PublicUrl}\". Write scheme and host, or leave it empty.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
