using System.Text;
using Auth0Emulator.Hosting;
using Auth0Emulator.Pages.Brand;
using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Auth0Emulator.Pages;

/// <summary>Renders a page on the server and sends it, with headers that keep it to itself.</summary>
public sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs, TenantState state)
{
    /// <summary>For a page whose form ends at another application: browsers hold a form to its policy on every redirect of the way.</summary>
    public const string LeadsAway = $"default-src 'none'; style-src 'self'; {Pictures}; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Pictures = "img-src data:";
    private const string StaysHere = LeadsAway + "; form-action 'self'";

    /// <summary>Sends <typeparamref name="TPage"/> with those parameters.</summary>
    public async Task SendAsync<TPage>(HttpContext context, int status, IReadOnlyDictionary<string, object?> parameters, string policy = StaysHere)
        where TPage : IComponent
    {
        // The emulator's own pages keep its face, whatever the tenant's owner likes.
        var brand = context.Request.Path.StartsWithSegments("/emulator", StringComparison.Ordinal) ? null : TenantBrand.Of(state.Read(tenant => tenant.Settings));
        string html;
        await using (var renderer = new HtmlRenderer(services, logs))
        {
            html = await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<Framed>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(Framed.Page)] = typeof(TPage),
                    [nameof(Framed.Parameters)] = new Dictionary<string, object?>(parameters, StringComparer.Ordinal),
                    [nameof(Framed.Brand)] = brand,
                }))).ToHtmlString());
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = brand is null ? policy : policy.Replace(Pictures, Pictures + brand.PictureSources, StringComparison.Ordinal) + brand.FontPolicy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        // Addresses of these pages carry tickets and codes; same-origin, not no-referrer, so that posts still name their origin.
        headers["Referrer-Policy"] = "same-origin";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("<!doctype html>\n" + html));
    }

    /// <summary>Sends a page that says one thing.</summary>
    public Task NoticeAsync(HttpContext context, int status, string title, string text, bool bad = true, string? linkText = null, string? link = null) =>
        SendAsync<NoticePage>(context, status, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(NoticePage.Title)] = title,
            [nameof(NoticePage.Text)] = text,
            [nameof(NoticePage.Bad)] = bad,
            [nameof(NoticePage.LinkText)] = linkText,
            [nameof(NoticePage.Link)] = link,
        });
}
