using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdminPortal.Auth0;

namespace AdminPortal.Setup;

/// <summary>What must hold of the tenant's look before it is saved.</summary>
internal static class BrandingRules
{
    private const int LongestAddress = 1024;

    /// <summary>Everything that is wrong.</summary>
    public static IReadOnlyList<BrandingProblem> Check(TenantBranding branding)
    {
        var problems = new List<BrandingProblem>();
        Address(BrandingField.Logo, "The logo", branding.LogoUrl);
        Address(BrandingField.Favicon, "The favicon", branding.FaviconUrl);
        Color(BrandingField.Primary, branding.PrimaryColor);
        Color(BrandingField.Background, branding.PageBackground);
        return problems;

        void Address(BrandingField field, string what, string text)
        {
            if (text.Length > LongestAddress)
            {
                problems.Add(new BrandingProblem(field, $"{what}'s address is longer than {LongestAddress} characters."));
            }
            else if (text.Length > 0 && (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0))
            {
                problems.Add(new BrandingProblem(field, $"{what} needs an address that begins with https://; Auth0 takes no other."));
            }
        }

        void Color(BrandingField field, string text)
        {
            if (text.Length > 0 && !Contrast.IsColor(text))
            {
                problems.Add(new BrandingProblem(field, "A colour is written # and three or six hex digits, such as #812e63."));
            }
        }
    }

    /// <summary>Without blanks around what people paste.</summary>
    public static TenantBranding Tidy(TenantBranding branding) => branding with
    {
        LogoUrl = branding.LogoUrl.Trim(),
        FaviconUrl = branding.FaviconUrl.Trim(),
        PrimaryColor = branding.PrimaryColor.Trim(),
        PageBackground = branding.PageBackground.Trim(),
    };

    /// <summary>As it lies in the history.</summary>
    public static string ToJson(TenantBranding branding) => JsonSerializer.Serialize(branding, JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static TenantBranding FromJson(string json) => JsonSerializer.Deserialize<TenantBranding>(json, JsonSerializerOptions.Web) ?? new TenantBranding();

    /// <summary>What a look consists of, in a line.</summary>
    public static string Tell(TenantBranding branding) => string.Join(", ", new[]
    {
        ("logo", branding.LogoUrl), ("favicon", branding.FaviconUrl), ("primary colour", branding.PrimaryColor), ("page background", branding.Gradient is null ? branding.PageBackground : "a gradient"),
    }.Select(each => $"{each.Item1} {(each.Item2.Length > 0 ? each.Item2 : "none")}"));

    /// <summary>Tells two looks apart.</summary>
    public static string Fingerprint(TenantBranding branding) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson(branding))));
}

/// <summary>The fields of the page about the tenant's look.</summary>
public enum BrandingField
{
    /// <summary>The logo.</summary>
    Logo,

    /// <summary>The favicon.</summary>
    Favicon,

    /// <summary>The colour of buttons and links.</summary>
    Primary,

    /// <summary>The colour behind everything.</summary>
    Background,
}

/// <summary>Something wrong with one field.</summary>
public sealed record BrandingProblem(BrandingField Field, string Text);
