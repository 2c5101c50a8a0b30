using System.Net;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using static AdminPortal.Tests.SignIn.Sessions.SessionsKit;

namespace AdminPortal.Tests.SignIn.Sessions;

public sealed class SessionListTests
{
    [Fact]
    public async Task An_admin_sees_each_person_with_their_browsers_whoever_was_active_last_first()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        await portal.StartAsync(Lead, "10.0.0.7", Firefox);
        clock.Advance(TimeSpan.FromMinutes(10));
        var leadsSecond = await portal.StartAsync(Lead, "192.168.1.9", Safari);
        clock.Advance(TimeSpan.FromMinutes(10));
        await using var page = portal.Open(await portal.StartAsync(SignInKit.Admin));
        portal.Get<OpenPages>().Opened("one", leadsSecond.Id);
        portal.Get<OpenPages>().Opened("two", leadsSecond.Id);

        var shown = await ListAsync(page);

        Assert.Equal(["Ada Admin", "Lee Lead"], shown.People.Select(person => person.Name));
        Assert.Equal([true, false], shown.People.Select(person => person.IsMe));
        Assert.Equal(["Portal Admin", "Portal Team Lead"], shown.People.Select(person => person.RoleName));
        Assert.True(Assert.Single(shown.People[0].Sessions).IsThisOne);
        var lead = shown.People[1].Sessions;
        Assert.Equal(["Safari on macOS", "Firefox on Windows"], lead.Select(session => session.Browser));
        Assert.Equal(["192.168.1.9", "10.0.0.7"], lead.Select(session => session.From));
        Assert.Equal([2, 0], lead.Select(session => session.Pages));
        Assert.Equal([clock.Now.AddMinutes(-10), clock.Now.AddMinutes(-20)], lead.Select(session => session.LastSeenAt));
        Assert.Equal(clock.Now.AddMinutes(-20).AddHours(12), lead[1].EndsAt);
    }

    [Fact]
    public async Task Sessions_that_were_ended_or_have_lapsed_are_not_among_them()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        await portal.StartAsync(Support);
        clock.Advance(TimeSpan.FromMinutes(100));
        var ended = await portal.StartAsync(Lead);
        await using var page = portal.Open(await portal.StartAsync(SignInKit.Admin));
        Assert.Equal(3, (await ListAsync(page)).All);
        clock.Advance(TimeSpan.FromMinutes(30));
        await portal.Get<SessionKeeper>().EndAsync(ended.Id, default);
        portal.LearnFromTenant();

        var shown = await ListAsync(page);

        Assert.Equal("Ada Admin", Assert.Single(shown.People).Name);
        Assert.Equal(1, shown.All);
    }

    [Theory]
    [InlineData("lee", "Lee Lead")]
    [InlineData("  LEAD@example ", "Lee Lead")]
    [InlineData("%", null)]
    [InlineData("_", null)]
    [InlineData("nobody", null)]
    public async Task A_search_finds_a_person_by_a_part_of_name_or_address_and_takes_signs_literally(string search, string? found)
    {
        await using var portal = await SignInKit.PortalAsync();
        await portal.StartAsync(Lead);
        await portal.StartAsync(Lead);
        await using var page = portal.Open(await portal.StartAsync(SignInKit.Admin));

        var shown = await ListAsync(page, search);

        Assert.Equal(found is null ? [] : [found], shown.People.Select(person => person.Name));
        Assert.Equal((found is null ? 0 : 1, 2), (shown.Total, shown.All));
    }

    [Fact]
    public async Task Of_very_many_people_those_who_were_active_last_are_shown_and_the_count_says_so()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        for (var number = 0; number < SessionList.MostPeople; number++)
        {
            await portal.Get<SessionKeeper>().StartAsync(new SignedInIdentity($"auth0|p{number}", $"Person {number}", $"p{number}@example.com", true, null), SignInPlace.Unknown, default);
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        await using var page = portal.Open((await portal.SessionsAsync()).Single(session => session.Email == SignInKit.Admin));

        var shown = await ListAsync(page);

        Assert.Equal(SessionList.MostPeople, shown.People.Count);
        Assert.Equal(SessionList.MostPeople + 1, shown.Total);
        Assert.Equal("Ada Admin", shown.People[0].Name);
        Assert.Contains("The 200 of 201 people who were active last. Search for the others.", (await browser.GoToAsync("/sessions")).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Lead)]
    [InlineData(Support)]
    [InlineData(SignInKit.Outsider)]
    public async Task Nobody_but_an_admin_sees_who_is_signed_in_and_the_attempt_is_in_the_audit(string email)
    {
        await using var portal = await SignInKit.PortalAsync();
        await using var page = portal.Open(await portal.StartAsync(email));

        var outcome = await page.Get<SessionList>().HandleAsync();

        Assert.IsType<SessionListOutcome.NotAllowed>(outcome);
        Assert.Equal("SeeSessions", Assert.Single(await portal.AuditAsync(Refusals.Action)).Detail("right"));
        using var browser = await portal.SignInOverHttpAsync(email);
        Assert.StartsWith("/signin/no", (await browser.GoToAsync("/sessions")).Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Null((await browser.GoToAsync("/")).Document.QuerySelector("a[href='/sessions']"));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_sees_nothing()
    {
        await using var portal = await SignInKit.PortalAsync();
        await using var nobody = portal.SignedOut();

        Assert.IsType<SessionListOutcome.NotAllowed>(await nobody.Get<SessionList>().HandleAsync());
    }

    [Fact]
    public async Task The_page_is_complete_without_a_live_connection_and_holds_nothing_that_would_let_anybody_take_a_session_over()
    {
        await using var portal = await SignInKit.PortalAsync();
        var lead = await portal.StartAsync(Lead, "10.0.0.7", Firefox);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var own = (await portal.SessionsAsync()).Single(session => session.Email == SignInKit.Admin);

        var page = await browser.GoToAsync("/sessions");

        Assert.Equal("Signed in", page.Heading);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var table = page.Document.QuerySelector("table")!;
        Assert.Equal("Sessions", table.QuerySelector("caption")!.TextContent);
        var row = table.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Lee Lead", StringComparison.Ordinal));
        foreach (var word in new[] { Lead, "Portal Team Lead", "10.0.0.7", "Firefox on Windows", "just now", "No page open", "Sign out everywhere" })
        {
            Assert.Contains(word, row.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(Firefox, row.QuerySelectorAll("td[title]")[0].GetAttribute("title"));
        Assert.Contains("This is you, in this browser", table.TextContent, StringComparison.Ordinal);
        foreach (var session in new[] { lead, own })
        {
            Assert.DoesNotContain(session.Id.ToString("N"), page.Html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(session.Id.ToString("D"), page.Html, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("auth0-sid", page.Html, StringComparison.Ordinal);
        Assert.Equal("Sessions", page.Document.QuerySelector("nav a[href='/sessions'][aria-current=page]")!.TextContent.Trim());
    }

    [Fact]
    public async Task An_admin_who_is_alone_reads_that_nobody_else_is_here_and_a_search_without_a_match_says_so()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);

        Assert.Contains("Nobody but you is signed in.", (await browser.GoToAsync("/sessions")).Words, StringComparison.Ordinal);
        var none = await browser.GoToAsync("/sessions?q=%3Cb%3Enobody");
        Assert.Contains("Nobody who is signed in matches “<b>nobody”", none.Words, StringComparison.Ordinal);
        Assert.Equal("/sessions", none.Document.QuerySelector(".empty a")!.GetAttribute("href"));
    }

    private static async Task<SessionPage> ListAsync(OpenPage page, string? search = null) =>
        Assert.IsType<SessionListOutcome.Listed>(await page.Get<SessionList>().HandleAsync(search)).Page;
}
