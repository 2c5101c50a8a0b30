namespace AdminPortal.ManagementToken;

/// <summary>Where the Management token comes from and with what credentials; filled in by the Auth0 settings, which also check it.</summary>
public sealed class ManagementTokenOptions
{
    /// <summary>The tenant's address, without a path.</summary>
    public Uri Authority { get; set; } = new("https://unset.invalid");

    /// <summary>The machine-to-machine application.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its secret.</summary>
    public Secret ClientSecret { get; set; } = new("");

    /// <summary>Tried when the first is refused, so that a secret can be rotated without a gap.</summary>
    public Secret? SecondClientSecret { get; set; }

    /// <summary>How long to wait for an answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The audience that means the Management API; the trailing slash is part of it.</summary>
    public string Audience => new Uri(Authority, "/api/v2/").AbsoluteUri;
}
