using Microsoft.AspNetCore.Mvc;

namespace AdminPortal.Shell;

/// <summary>Light, dark, or what the system says: kept in a cookie, so that the server writes the right page at once and nothing flashes.</summary>
public static class Theme
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "theme";

    /// <summary>What the switch offers: value, label, icon.</summary>
    public static IReadOnlyList<(string Value, string Label, string Icon)> Choices { get; } =
        [("system", "System", "screen"), ("light", "Light", "sun"), ("dark", "Dark", "moon")];

    /// <summary>The chosen theme: light, dark, or system when nothing (or nonsense) was chosen.</summary>
    public static string Of(HttpContext? context) => context?.Request.Cookies[Cookie] is "light" or "dark" ? context.Request.Cookies[Cookie]! : "system";

    /// <summary>POST /theme sets the cookie and goes back to the page the switch stood on.</summary>
    public static void MapTheme(this WebApplication app) =>
        app.MapPost("/theme", (HttpContext context, [FromForm] string? theme, [FromForm] string? back) =>
        {
            if (theme is "light" or "dark")
            {
                context.Response.Cookies.Append(Cookie, theme, new CookieOptions
                {
                    HttpOnly = true,
                    IsEssential = true,
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                });
            }
            else
            {
                context.Response.Cookies.Delete(Cookie);
            }

            return Results.LocalRedirect(LocalPath.Or(back));
        }).AllowAnonymous().ExcludeFromDescription();
}
