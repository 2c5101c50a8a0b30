using System.Globalization;
using System.Text;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Pages.Brand;

/// <summary>The face the tenant's owner gave the pages people meet: sign-in, forgotten password, new password. Nothing set keeps the tenant's own.</summary>
public sealed record TenantBrand(string Name, Uri? Logo, Uri? Icon, Uri? Font, BrandColor? Primary, PageBackground? Background)
{
    /// <summary>Where its styles are.</summary>
    public const string StylesPath = "/emulator/brand.css";

    // What text stands on in tenant.css, by day and by night.
    private static readonly BrandColor[] Day = [BrandColor.Parse("#eef2f4"), BrandColor.Parse("#fbfdfd")];
    private static readonly BrandColor[] Night = [BrandColor.Parse("#10171b"), BrandColor.Parse("#172026")];

    /// <summary>Whether there are any styles.</summary>
    public bool HasStyles => Primary is not null || Background is not null || Font is not null;

    /// <summary>The brand of a tenant as it is now.</summary>
    public static TenantBrand Of(TenantSettings settings) => new(
        settings.FriendlyName, Address(settings.LogoUrl), Address(settings.FaviconUrl), Address(settings.FontUrl),
        settings.PrimaryColor is { } primary ? BrandColor.Parse(primary) : null, settings.PageBackground);

    /// <summary>Where a page may fetch its pictures from, in the words of a content security policy.</summary>
    public string PictureSources => string.Concat(new[] { Logo, Icon }.OfType<Uri>().Select(Origin).Distinct(StringComparer.Ordinal).Select(origin => " " + origin));

    /// <summary>The same of its font; empty without one.</summary>
    public string FontPolicy => Font is null ? "" : $"; font-src {Origin(Font)}";

    /// <summary>Its styles, which come behind the tenant's own.</summary>
    public string Styles()
    {
        var css = new StringBuilder();
        if (Primary is { } primary)
        {
            var (day, night) = (primary.LegibleOn(Day, BrandColor.Black), primary.LegibleOn(Night, BrandColor.White));
            css.Append(CultureInfo.InvariantCulture, $":root {{ --act: {primary}; --on-act: {primary.Ink}; --act-edge: light-dark({day}, {night}); --link: light-dark({day}, {night}); }}\n");
        }

        if (Background is { } background)
        {
            css.Append(CultureInfo.InvariantCulture, $"body {{ background: {Paint(background)}; }}\n");
        }

        if (Font is { } font)
        {
            css.Append(CultureInfo.InvariantCulture, $"@font-face {{ font-family: \"Tenant\"; src: url(\"{font.AbsoluteUri}\"); }}\nbody {{ font-family: \"Tenant\", ui-sans-serif, sans-serif; }}\n");
        }

        return css.ToString();
    }

    private static string Paint(PageBackground background)
    {
        var start = BrandColor.Parse(background.Start);
        return background.End is { } end
            ? string.Create(CultureInfo.InvariantCulture, $"linear-gradient({background.AngleInDegrees}deg, {start}, {BrandColor.Parse(end)})")
            : start.ToString();
    }

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null;

    private static string Origin(Uri address) => address.IsDefaultPort ? $"https://{address.IdnHost}" : string.Create(CultureInfo.InvariantCulture, $"https://{address.IdnHost}:{address.Port}");
}
