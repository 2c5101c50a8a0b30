using System.Text.Json.Nodes;

namespace AdminPortal.Auth0;

/// <summary>Reads and writes how the tenant's sign-in pages look.</summary>
public sealed class BrandingClient(SettingCall call)
{
    /// <summary>GET /branding.</summary>
    public Task<TenantCall<TenantBranding>> GetAsync(CancellationToken cancellationToken) =>
        call.SendAsync(HttpMethod.Get, "branding", null, ["read:branding"], Auth0Json.Branding, cancellationToken);

    /// <summary>PATCH /branding: what is empty is taken away, what the portal doesn't know (the font) stays. A gradient behind the page stays too unless a plain colour replaces it.</summary>
    public Task<TenantCall<Done>> ChangeAsync(TenantBranding branding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(branding);
        var body = new JsonObject
        {
            ["colors"] = new JsonObject
            {
                ["primary"] = NullIfEmpty(branding.PrimaryColor),
                ["page_background"] = branding.PageBackground.Length > 0 ? branding.PageBackground : branding.Gradient?.DeepClone(),
            },
            ["logo_url"] = NullIfEmpty(branding.LogoUrl),
            ["favicon_url"] = NullIfEmpty(branding.FaviconUrl),
        };
        return call.SendAsync(HttpMethod.Patch, "branding", body, ["update:branding"], Auth0Json.Nothing, cancellationToken);
    }

    private static JsonValue? NullIfEmpty(string text) => text.Length > 0 ? JsonValue.Create(text) : null;
}

/// <summary>The look of the tenant's sign-in pages; what was never set is empty.</summary>
public sealed record TenantBranding
{
    /// <summary>Where the logo lies.</summary>
    public string LogoUrl { get; init; } = "";

    /// <summary>Where the little picture of the browser's tab lies.</summary>
    public string FaviconUrl { get; init; } = "";

    /// <summary>The colour of buttons and links.</summary>
    public string PrimaryColor { get; init; } = "";

    /// <summary>The colour behind everything; empty while a gradient stands there.</summary>
    public string PageBackground { get; init; } = "";

    /// <summary>The gradient behind everything, as Auth0 wrote it.</summary>
    public JsonObject? Gradient { get; init; }
}
