using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using static AdminPortal.Tests.SignIn.Sessions.SessionsKit;

namespace AdminPortal.Tests.SignIn.Sessions;

/// <summary>What becomes of the open pages of a session that is over.</summary>
public sealed class EndedPageTests
{
    [Fact]
    public async Task Signing_out_in_one_tab_ends_every_other_tab_of_that_browser_and_no_other_browsers()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var session = Assert.Single(await portal.SessionsAsync());
        await using var second = portal.Open(session);
        await using var third = portal.Open(session);
        await using var elsewhere = portal.Open(await portal.StartAsync(SignInKit.Admin));

        await browser.SubmitAsync(await browser.GoToAsync("/invites"), "Sign out");

        foreach (var tab in new[] { second, third })
        {
            Assert.Null(PersonClaims.Read((await tab.NextAsync()).User));
            Assert.Null(await tab.Person());
        }

        Assert.NotNull(await elsewhere.Person());
        Assert.True(await elsewhere.ReceiveAsync());
    }

    [Fact]
    public async Task What_a_page_sends_after_its_session_was_ended_does_not_arrive()
    {
        await using var portal = await SignInKit.PortalAsync();
        await using var page = portal.Open(await portal.StartAsync(Lead));
        Assert.True(await page.ReceiveAsync());

        await portal.Get<SessionKeeper>().EndAsync(page.Session, default);
        await page.NextAsync();

        Assert.False(await page.ReceiveAsync());
    }

    [Fact]
    public async Task The_server_gives_the_connection_of_an_ended_session_up_after_a_moment_and_keeps_the_others()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        await using var page = portal.Open(await portal.StartAsync(Lead));
        var other = await portal.StartAsync(Lead);
        var (ended, kept, gone) = (new Connection(), new Connection(), new Connection());
        var connections = portal.Get<LiveConnections>();
        using var first = connections.Hold(page.Session, ended.Context);
        using var second = connections.Hold(other.Id, kept.Context);
        connections.Hold(page.Session, gone.Context).Dispose();

        await portal.Get<SessionKeeper>().EndAsync(page.Session, default);
        await page.NextAsync();
        clock.Advance(LiveConnections.Farewell - TimeSpan.FromSeconds(1));
        var early = ended.IsAborted;
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(early);
        Assert.True(ended.IsAborted);
        Assert.False(kept.IsAborted);
        Assert.False(gone.IsAborted);
    }

    [Fact]
    public async Task A_page_that_another_process_serves_learns_within_half_a_minute_and_why()
    {
        var clock = new ManualClock();
        using var folder = new TemporaryFolder();
        await using var tenant = await LocalTenant.StartAsync(new LocalTenantOptions { Seed = PortalHostOptions.AnyPort, Clock = clock });
        await using var here = await PortalHost.StartAsync(new PortalHostOptions { Tenant = tenant, Folder = folder.Path, Background = false, Clock = clock });
        await using var there = await PortalHost.StartAsync(new PortalHostOptions { Tenant = tenant, Folder = folder.Path, Background = false, Clock = clock });
        var lead = await here.StartAsync(Lead);
        await using var page = there.Open(lead);
        await using var admin = here.Open(await here.StartAsync(SignInKit.Admin));
        Assert.NotNull(await page.Person());

        await admin.Get<EndPersonsSessions>().HandleAsync(new EndPersonsSessionsRequest { Subject = lead.Subject });
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Null(PersonClaims.Read((await page.NextAsync()).User));
        Assert.Equal(new SessionEnd(SessionEndReason.EndedByAdmin, "Ada Admin"), await there.Get<SessionKeeper>().EndOfAsync(lead.Id, default));
        Assert.False(await page.ReceiveAsync());
    }

    [Fact]
    public async Task Somebody_whom_an_admin_signed_out_reads_who_it_was()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var session = Assert.Single(await portal.SessionsAsync());
        await portal.Get<SessionKeeper>().EndAllOfAsync(session.Subject, null, new Person { Subject = "auth0|mira", Name = "Mira Kovač", Email = "mira@example.com" }, default);

        var page = await browser.GoToAsync("/invites");

        Assert.Equal("Your session is over", page.Heading);
        Assert.Contains("Mira Kovač signed you out.", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_signed_out_in_another_tab_reads_that_and_a_link_can_not_name_an_admin()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var stranger = portal.NewBrowser();

        var page = await stranger.GoToAsync("/signin/problem/over?returnUrl=%2Finvites&why=signed-out");
        var forged = await stranger.GoToAsync("/signin/problem/over?why=Mira%20signed%20you%20out");

        Assert.Contains("You signed out in another tab of this browser.", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Mira", forged.Words, StringComparison.Ordinal);
        Assert.Contains("A session ends after 2 hours without activity", forged.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_blazor/disconnect", true)]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", false)]
    public async Task A_page_whose_session_is_over_may_say_that_it_leaves_and_nothing_else(string path, bool isHeard)
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        await portal.Get<SessionKeeper>().EndAsync(Assert.Single(await portal.SessionsAsync()).Id, default);

        using var reply = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("circuitId", "none")]) });

        // The framework knows no page by that name and says so; it was asked, though.
        Assert.Equal(isHeard ? System.Net.HttpStatusCode.BadRequest : System.Net.HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        public Connection()
        {
            Context = new DefaultHttpContext();
            Context.Features.Set<IHttpRequestLifetimeFeature>(this);
        }

        public DefaultHttpContext Context { get; }

        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
