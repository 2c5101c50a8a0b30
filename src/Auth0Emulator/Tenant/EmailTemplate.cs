using System.Text.Json.Serialization;

namespace Auth0Emulator.Tenant;

/// <summary>A customised mail template, in Liquid.</summary>
public sealed record EmailTemplate
{
    /// <summary>Its name, such as <c>reset_email</c>.</summary>
    public required string Template { get; init; }

    public required string Body { get; init; }

    /// <summary>Empty takes the provider's default address.</summary>
    public required string From { get; init; }

    public required string Subject { get; init; }

    public string Syntax { get; init; } = "liquid";

    public string? ResultUrl { get; init; }

    /// <summary>Null means 432000, five days.</summary>
    public int? UrlLifetimeInSeconds { get; init; }

    public bool IncludeEmailInRedirect { get; init; } = true;

    public bool Enabled { get; init; } = true;

    /// <summary>Whether Auth0 uses its own text instead: it does as long as the sender is an address of Auth0's.</summary>
    [JsonIgnore]
    public bool IsIgnored => From.Contains("@auth0.com", StringComparison.OrdinalIgnoreCase);
}
