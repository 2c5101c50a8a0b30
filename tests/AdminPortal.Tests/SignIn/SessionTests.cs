using System.Data.Common;
using System.Net;
using AdminPortal.Data;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.SignIn;

public sealed class SessionTests
{
    [Fact]
    public async Task A_session_ends_after_two_hours_without_activity()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);

        await PassAsync(portal, clock, TimeSpan.FromMinutes(119));
        var inTime = await browser.GoToAsync("/invites");
        await PassAsync(portal, clock, TimeSpan.FromMinutes(119));
        var inTimeAgain = await browser.GoToAsync("/invites");
        await PassAsync(portal, clock, TimeSpan.FromMinutes(121));
        var tooLate = await browser.GoToAsync("/invites");

        Assert.Equal("/invites", inTime.Address.AbsolutePath);
        Assert.Equal("/invites", inTimeAgain.Address.AbsolutePath);
        Assert.Equal("Your session is over", tooLate.Heading);
        Assert.Equal("/signin?returnUrl=%2Finvites&prompt=login", tooLate.Document.QuerySelector("a.primary")!.GetAttribute("href"));
    }

    [Fact]
    public async Task After_the_limit_Auth0_asks_for_the_password_although_it_still_knows_the_person()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        clock.Advance(TimeSpan.FromHours(3));
        var over = await browser.GoToAsync("/invites");

        var login = await browser.GoToAsync(over.Document.QuerySelector("a.primary")!.GetAttribute("href")!);

        Assert.Equal(portal.Tenant.Address.Authority, login.Address.Authority);
        Assert.NotNull(login.Document.QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_whatever_the_person_does()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        for (var hour = 0; hour < 11; hour++)
        {
            await PassAsync(portal, clock, TimeSpan.FromHours(1));
            Assert.Equal("/invites", (await browser.GoToAsync("/invites")).Address.AbsolutePath);
        }

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("Your session is over", (await browser.GoToAsync("/invites")).Heading);
    }

    [Fact]
    public async Task Activity_is_written_down_at_most_once_a_minute()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var signedInAt = clock.Now;

        clock.Advance(TimeSpan.FromSeconds(59));
        await browser.GoToAsync("/invites");
        var early = Assert.Single(await portal.SessionsAsync()).LastSeenAt;
        clock.Advance(TimeSpan.FromSeconds(2));
        await browser.GoToAsync("/invites");
        var later = Assert.Single(await portal.SessionsAsync()).LastSeenAt;

        Assert.Equal(signedInAt, early);
        Assert.Equal(clock.Now, later);
    }

    [Fact]
    public async Task What_somebody_does_in_an_open_page_keeps_the_session()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);

        clock.Advance(TimeSpan.FromMinutes(119));
        var told = await ActiveAsync(browser, "http://localhost:5080");
        clock.Advance(TimeSpan.FromMinutes(119));
        var toldAgain = await ActiveAsync(browser, "http://localhost:5080");
        clock.Advance(TimeSpan.FromMinutes(121));
        var tooLate = await ActiveAsync(browser, "http://localhost:5080");

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NoContent], [told, toldAgain, tooLate]);
        Assert.Equal(clock.Now - TimeSpan.FromMinutes(121), Assert.Single(await portal.SessionsAsync()).LastSeenAt);
        Assert.Equal("Your session is over", (await browser.GoToAsync("/invites")).Heading);
    }

    [Fact]
    public async Task Another_sites_page_and_a_file_keep_no_session_alive()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var signedInAt = clock.Now;
        clock.Advance(TimeSpan.FromMinutes(5));

        var foreign = await ActiveAsync(browser, "https://evil.example");
        using var file = await browser.SendAsync(Script(HttpMethod.Get, "/icons.svg"));

        Assert.Equal(HttpStatusCode.Forbidden, foreign);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal(signedInAt, Assert.Single(await portal.SessionsAsync()).LastSeenAt);
    }

    [Fact]
    public async Task A_session_that_was_read_just_before_it_was_ended_does_not_come_back()
    {
        var clock = new ManualClock();
        var hold = new HeldRead();
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions
        {
            Background = false,
            Clock = clock,
            Services = services => services.ConfigureDbContext<PortalDb>((_, db) => db.AddInterceptors(hold), ServiceLifetime.Singleton),
        });
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var id = Assert.Single(await portal.SessionsAsync()).Id;
        var sessions = portal.Get<SessionKeeper>();
        clock.Advance(TimeSpan.FromMinutes(2));

        hold.Next();
        var reading = sessions.FindLiveAsync(id, default).AsTask();
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await sessions.EndAsync(id, default);
        hold.Release();
        await reading;

        Assert.Null(await sessions.FindLiveAsync(id, default));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_Auth0_and_the_old_cookie_opens_nothing()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var cookie = browser.Cookies.GetCookieHeader(portal.Address);
        var page = await browser.GoToAsync("/invites");

        var signedOut = await browser.SubmitAsync(page, "Sign out");

        Assert.Equal("/signed-out", signedOut.Address.AbsolutePath);
        Assert.Equal("You are signed out", signedOut.Heading);
        Assert.NotNull(Assert.Single(await portal.SessionsAsync()).EndedAt);
        var logout = Assert.Single(portal.Tenant.Journal.On("GET /v2/logout"));
        Assert.Contains($"client_id={TenantSeed.PortalClientId}", logout.Query, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), kept => kept.Name == "AdminPortal" && !kept.Expired);

        using var thief = portal.NewBrowser();
        var request = new HttpRequestMessage(HttpMethod.Get, "/invites");
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var stolen = await thief.SendAsync(request);
        Assert.Equal(HttpStatusCode.Found, stolen.StatusCode);
        var login = await browser.GoToAsync("/invites");
        Assert.NotNull(login.Document.QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task Another_sites_form_can_not_sign_anybody_out()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);

        using var reply = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/signout") { Content = new FormUrlEncodedContent([]) });
        using var opened = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/signout"));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, opened.StatusCode);
        Assert.Null(Assert.Single(await portal.SessionsAsync()).EndedAt);
        Assert.Equal("/invites", (await browser.GoToAsync("/invites")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Signing_out_of_a_session_that_has_lapsed_still_ends_the_one_at_Auth0()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var page = await browser.GoToAsync("/invites");
        clock.Advance(TimeSpan.FromHours(3));
        Assert.Single(portal.Tenant.State.Read(tenant => tenant.Sessions.Values.Where(session => session.ExpiresAt > clock.Now).ToList()));

        var signedOut = await browser.SubmitAsync(page, "Sign out");

        Assert.Equal("/signed-out", signedOut.Address.AbsolutePath);
        Assert.Equal("You are signed out", signedOut.Heading);
        Assert.Empty(portal.Tenant.State.Read(tenant => tenant.Sessions.Values.ToList()));
        Assert.NotNull((await browser.GoToAsync("/signin")).Document.QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task Another_sites_form_can_not_sign_anybody_out_at_Auth0_either_after_the_session_has_lapsed()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        clock.Advance(TimeSpan.FromHours(3));
        var foreign = new HttpRequestMessage(HttpMethod.Post, "/signout") { Content = new FormUrlEncodedContent([]) };
        foreign.Headers.Add("Origin", "https://evil.example");

        using var reply = await browser.SendAsync(foreign);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Null(reply.Headers.Location);
        Assert.Single(portal.Tenant.State.Read(tenant => tenant.Sessions.Values.ToList()));
    }

    [Fact]
    public async Task Whoever_signs_in_over_another_session_gets_an_id_of_their_own_and_ends_the_other()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var before = browser.Cookies.GetCookieHeader(portal.Address);

        await browser.GoToAsync("/signin");

        Assert.NotEqual(before, browser.Cookies.GetCookieHeader(portal.Address));
        var sessions = await portal.SessionsAsync();
        Assert.Equal(2, sessions.Count);
        Assert.Single(sessions, session => session.EndedAt is null);
    }

    [Fact]
    public async Task A_restart_of_the_portal_keeps_everybody_signed_in()
    {
        using var folder = new TemporaryFolder();
        await using var tenant = await LocalTenant.StartAsync(new LocalTenantOptions { Seed = PortalHostOptions.AnyPort });
        CookieCollection cookies;
        await using (var before = await PortalHost.StartAsync(new PortalHostOptions { Tenant = tenant, Folder = folder.Path, Background = false }))
        {
            using var browser = await before.SignInOverHttpAsync(SignInKit.Admin);
            cookies = browser.Cookies.GetAllCookies();
        }

        await using var after = await PortalHost.StartAsync(new PortalHostOptions { Tenant = tenant, Folder = folder.Path, Background = false });
        using var same = after.NewBrowser();
        same.Cookies.Add(cookies);
        tenant.Journal.Clear();
        var page = await same.GoToAsync("/invites");

        Assert.Equal("/invites", page.Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(tenant.Journal.On("GET /authorize"));
    }

    [Fact]
    public async Task A_lost_key_ring_means_sign_in_again_and_not_a_crash()
    {
        using var folder = new TemporaryFolder();
        await using var tenant = await LocalTenant.StartAsync(new LocalTenantOptions { Seed = PortalHostOptions.AnyPort });
        CookieCollection cookies;
        await using (var before = await PortalHost.StartAsync(new PortalHostOptions { Tenant = tenant, Folder = folder.Path, Background = false }))
        {
            using var browser = await before.SignInOverHttpAsync(SignInKit.Admin);
            cookies = browser.Cookies.GetAllCookies();
            await using var db = await before.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
            await db.DataProtectionKeys.ExecuteDeleteAsync();
        }

        await using var after = await PortalHost.StartAsync(new PortalHostOptions { Tenant = tenant, Folder = folder.Path, Background = false });
        using var same = after.NewBrowser();
        same.Cookies.Add(cookies);
        using var reply = await same.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/invites"));

        Assert.Equal("/signin?returnUrl=%2Finvites", reply.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("CfDJ8")]
    [InlineData("%%%")]
    public async Task A_forged_cookie_is_no_session(string cookie)
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();
        var request = new HttpRequestMessage(HttpMethod.Get, "/invites");
        request.Headers.TryAddWithoutValidation("Cookie", $"AdminPortal={cookie}");

        using var reply = await browser.SendAsync(request);

        Assert.Equal("/signin?returnUrl=%2Finvites", reply.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task In_Production_the_cookie_is_bound_to_this_host_and_to_https()
    {
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions
        {
            Background = false,
            Environment = "Production",
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Auth0:Domain"] = "company.eu.auth0.com", ["Portal:PublicUrl"] = "https://invite.example.com" },
        });
        await using var scope = portal.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };

        await context.SignInAsync(SessionCookieHandler.SchemeName, PersonClaims.Principal(new SignedInIdentity("auth0|x", "X", "x@example.com", true, null), "test"));

        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("__Host-AdminPortal=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<HttpStatusCode> ActiveAsync(TestBrowser browser, string origin)
    {
        var request = Script(HttpMethod.Post, "/signin/active");
        request.Headers.Add("Origin", origin);
        using var reply = await browser.SendAsync(request);
        return reply.StatusCode;
    }

    private static HttpRequestMessage Script(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("*/*");
        return request;
    }

    // The background would look every 45 seconds; here once, after the time has passed.
    private static async Task PassAsync(PortalHost portal, ManualClock clock, TimeSpan time)
    {
        clock.Advance(time);
        await portal.Get<SignInWatch>().LookAsync(default);
    }

    // Stands between the database's answer to the next read of a session and the portal.
    private sealed class HeldRead : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _armed;

        public Task Reached => _reached.Task;

        public void Next() => Interlocked.Exchange(ref _armed, 1);

        public void Release() => _released.TrySetResult();

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("FROM \"Sessions\"", StringComparison.Ordinal) && Interlocked.Exchange(ref _armed, 0) == 1)
            {
                _reached.TrySetResult();
                await _released.Task;
            }

            return result;
        }
    }
}
