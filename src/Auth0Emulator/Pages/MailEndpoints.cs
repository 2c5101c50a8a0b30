using System.Text;
using Auth0Emulator.Mail;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Pages;

/// <summary>The inbox, and each mail's HTML under its own address with a policy of its own.</summary>
public sealed class MailEndpoints(Inbox inbox, TenantClock clock, LocalTenantOptions options, PageRenderer pages)
{
    // A mail is a stranger's page: nothing runs in it, nothing is loaded but pictures, and it shows nowhere but in the inbox.
    private const string MailPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:; frame-ancestors 'self'";

    /// <summary>Maps the pages.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/emulator/mail", context => ShowAsync(context, Newest()));
        routes.MapGet("/emulator/mail/{id}", context => WithMailAsync(context, mail => ShowAsync(context, mail)));
        routes.MapGet("/emulator/mail/{id}/html", context => WithMailAsync(context, mail => HtmlAsync(context, mail)));
        routes.MapGet("/emulator/mail/{id}/source", context => WithMailAsync(context, mail => SourceAsync(context, mail)));
        routes.MapForm("/emulator/mail/empty", context =>
        {
            inbox.Clear();
            context.Response.SeeOther("/emulator/mail");
            return Task.CompletedTask;
        });
    }

    private InboxMail? Newest() => inbox.All is [.., var newest] ? newest : null;

    private Task ShowAsync(HttpContext context, InboxMail? open) => pages.SendAsync<MailPage>(context, 200, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(MailPage.Mails)] = inbox.All.Reverse().ToArray(),
        [nameof(MailPage.Open)] = open,
        [nameof(MailPage.Kept)] = options.Folder is not null,
        [nameof(MailPage.Now)] = clock.GetUtcNow(),
    });

    private Task WithMailAsync(HttpContext context, Func<InboxMail, Task> answer) => inbox.Find((string?)context.Request.RouteValues["id"] ?? "") is { } mail
        ? answer(mail)
        : pages.NoticeAsync(context, 404, "No such mail", "It was thrown away, or never sent.", linkText: "Inbox", link: "/emulator/mail");

    /// <summary>The mail itself; its links open beside the inbox, since nothing can be done inside the frame.</summary>
    private static Task HtmlAsync(HttpContext context, InboxMail mail)
    {
        context.Response.Headers.ContentSecurityPolicy = MailPolicy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var head = mail.Html.IndexOf("<head>", StringComparison.OrdinalIgnoreCase);
        var html = head < 0 ? "<base target=\"_blank\">" + mail.Html : mail.Html.Insert(head + "<head>".Length, "<base target=\"_blank\">");
        return SendAsync(context, "text/html; charset=utf-8", html);
    }

    private static Task SourceAsync(HttpContext context, InboxMail mail) => SendAsync(context, "text/plain; charset=utf-8", mail.Html);

    private static async Task SendAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
