using AdminPortal.Data;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.SignIn;

/// <summary>What the sign-in tests share.</summary>
internal static class SignInKit
{
    public const string Admin = "admin@example.com";
    public const string Outsider = "outsider@example.com";

    /// <summary>How every token of the tenant begins, in base64; long enough never to stand in random text by chance.</summary>
    public const string TokenStart = "eyJhbGciOi";

    /// <summary>A portal without background passes, on a clock in the test's hand.</summary>
    public static Task<PortalHost> PortalAsync(ManualClock? clock = null, Dictionary<string, string?>? settings = null, HostileBackChannel? backChannel = null) =>
        PortalHost.StartAsync(new PortalHostOptions
        {
            Background = false,
            Clock = clock ?? new ManualClock(),
            Settings = settings ?? [],
            Services = services =>
            {
                if (backChannel is not null)
                {
                    services.Configure<Auth0SignInOptions>(Auth0SignInOptions.SchemeName, options => options.BackchannelHttpHandler = backChannel);
                }
            },
        });

    /// <summary>Every session row.</summary>
    public static async Task<List<Session>> SessionsAsync(this PortalHost portal)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.Sessions.AsNoTracking().ToListAsync();
    }

    /// <summary>Goes as far as the tenant's answer to a login, and stops before the portal hears it.</summary>
    public static async Task<Uri> CallbackAsync(this TestBrowser browser, string email = Admin, string from = "/signin")
    {
        var login = await browser.GoToAsync(from);
        var form = login.Document.QuerySelector("form")!;
        var fields = form.QuerySelectorAll("input").Where(field => field.GetAttribute("name") is not null)
            .ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value") ?? "", StringComparer.Ordinal);
        foreach (var input in form.QuerySelectorAll("input[type=password]"))
        {
            fields[input.GetAttribute("name")!] = Auth0Emulator.TenantSeed.Password;
        }

        foreach (var input in form.QuerySelectorAll("input[type=email], input[type=text]"))
        {
            fields[input.GetAttribute("name")!] = email;
        }

        var address = new Uri(login.Address, form.GetAttribute("action") is { Length: > 0 } action ? action : login.Address.PathAndQuery);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        for (var hop = 0; hop < 10; hop++)
        {
            using var reply = await browser.SendAsync(request);
            var next = new Uri(address, reply.Headers.Location ?? throw new InvalidOperationException($"The tenant answered {reply.StatusCode} instead of leading back: {await reply.Content.ReadAsStringAsync()}"));
            if (next.AbsolutePath == "/callback")
            {
                return next;
            }

            address = next;
            request = new HttpRequestMessage(HttpMethod.Get, next);
        }

        throw new InvalidOperationException("The tenant never led back.");
    }
}
