using System.Net;
using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.LookUp;
using AdminPortal.Setup;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.SignIn;

/// <summary>What is refused stands in the audit, once, and without the database too it stays refused.</summary>
public sealed class RefusalTests
{
    private const string Support = "support@example.com";

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task The_same_refusal_is_written_once_a_minute()
    {
        await using var portal = await SignInKit.PortalAsync(_clock);
        await using var open = portal.SignedInAs(Support);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.IsType<FixTenantOutcome.NotAllowed>(await open.Get<FixTenant>().HandleAsync("sign-up"));
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        var first = Assert.Single(await RefusedAsync(portal));
        Assert.Equal(("setup sign-up", """{"right":"ChangeSetup"}""", "Sam Support", AuditOutcome.Refused), (first.Subject, first.Details, first.ActorName, first.Outcome));

        _clock.Advance(TimeSpan.FromSeconds(10));
        await open.Get<FixTenant>().HandleAsync("sign-up");
        Assert.Equal(2, (await RefusedAsync(portal)).Count);
    }

    [Fact]
    public async Task Trying_ever_other_things_does_not_fill_the_audit()
    {
        await using var portal = await SignInKit.PortalAsync(_clock);
        await using var open = portal.SignedInAs(Support);
        var person = (await open.Get<CurrentPerson>().FindAsync())!;
        for (var attempt = 0; attempt < 100; attempt++)
        {
            await open.Get<CurrentPerson>().RefusedAsync(person, Right.RevokeInvites, $"{Guid.CreateVersion7(_clock.Now)}-{attempt}");
        }

        var rows = await RefusedAsync(portal);
        Assert.Equal(Refusals.MostAMinute, rows.Count);
        Assert.Equal("""{"right":"RevokeInvites","more":true}""", rows[^1].Details);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await open.Get<CurrentPerson>().RefusedAsync(person, Right.RevokeInvites, "later");
        Assert.Equal("later", (await RefusedAsync(portal))[^1].Subject);
    }

    [Fact]
    public async Task A_database_that_takes_nothing_changes_nothing_about_the_refusal_and_the_next_attempt_is_written()
    {
        await using var portal = await SignInKit.PortalAsync(_clock);
        await using var open = portal.SignedInAs(Support);
        await ExecuteAsync(portal, "CREATE TRIGGER NoAudit BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        Assert.IsType<FixTenantOutcome.NotAllowed>(await open.Get<FixTenant>().HandleAsync("sign-up"));
        Assert.Contains(portal.Log.Lines, line => line.Message.Contains("was refused ChangeSetup on setup sign-up", StringComparison.Ordinal));
        Assert.Empty(await RefusedAsync(portal));

        await ExecuteAsync(portal, "DROP TRIGGER NoAudit");
        Assert.IsType<FixTenantOutcome.NotAllowed>(await open.Get<FixTenant>().HandleAsync("sign-up"));
        Assert.Single(await RefusedAsync(portal));
    }

    [Fact]
    public async Task What_is_written_down_can_forge_no_line_and_an_address_stays_out_of_the_log()
    {
        await using var portal = await SignInKit.PortalAsync(_clock);
        await using var open = portal.SignedInAs(Support);
        var person = (await open.Get<CurrentPerson>().FindAsync())!;

        await open.Get<CurrentPerson>().RefusedAsync(person, Right.RevokeInvites, "one\r\ntwo" + new string('x', 100));
        await open.Get<CurrentPerson>().RefusedAsync(person, Right.SeeInvites, "ana.horvat@example.com");

        Assert.Equal(["onetwo" + new string('x', 58), "ana.horvat@example.com"], (await RefusedAsync(portal)).Select(row => row.Subject));
        Assert.DoesNotContain(portal.Log.Lines, line => line.ToString().Contains("ana.horvat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_is_refused_is_one_row_with_its_path_and_without_its_query()
    {
        await using var portal = await SignInKit.PortalAsync(_clock);
        using var browser = await portal.SignInOverHttpAsync(Support);

        var page = await browser.GoToAsync("/setup?fix=secret-text");
        await browser.GoToAsync("/setup?fix=another");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        var row = Assert.Single(await RefusedAsync(portal));
        Assert.Equal(("/setup", """{"right":"SeeTenantProblems"}"""), (row.Subject, row.Details));
    }

    [Fact]
    public async Task Somebody_without_any_role_leaves_a_row_that_names_no_right()
    {
        await using var portal = await SignInKit.PortalAsync(_clock);
        using var browser = portal.NewBrowser();

        await browser.SignInAsync(SignInKit.Outsider, from: "/");

        var row = Assert.Single(await RefusedAsync(portal));
        Assert.Equal(("/", "{}", "auth0|6741a0000000000000000004"), (row.Subject, row.Details, row.ActorId));
    }

    [Theory]
    [InlineData("GET", "/setup/report.txt", "setup")]
    [InlineData("POST", "/setup/check", "setup")]
    [InlineData("POST", "/setup/fix", "setup sign-up")]
    public async Task What_the_use_case_behind_an_endpoint_refuses_is_one_row_and_not_two(string method, string path, string subject)
    {
        await using var portal = await SignInKit.PortalAsync(_clock);
        using var browser = await portal.SignInOverHttpAsync(Support);
        var token = (await browser.GoToAsync("/")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Content = new FormUrlEncodedContent([new("check", "sign-up"), new("again", "yes"), new("__RequestVerificationToken", token)]);
        }

        using var reply = await browser.SendAsync(request);

        Assert.Equal((HttpStatusCode.Found, "/signin/not-yours"), (reply.StatusCode, new Uri(portal.Address, reply.Headers.Location!).AbsolutePath));
        Assert.Equal(subject, Assert.Single(await RefusedAsync(portal)).Subject);
    }

    [Fact]
    public async Task The_front_page_leads_support_to_their_own_and_that_is_no_refusal()
    {
        await using var portal = await SignInKit.PortalAsync(_clock);
        using var browser = await portal.SignInOverHttpAsync(Support);

        var home = await browser.GoToAsync("/");

        Assert.Equal(LookUpAddress.Path, home.Address.AbsolutePath);
        Assert.Empty(await RefusedAsync(portal));
    }

    private static async Task<List<AuditEntry>> RefusedAsync(PortalHost portal)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.AuditEntries.AsNoTracking().Where(entry => entry.Action == Refusals.Action).OrderBy(entry => entry.Number).ToListAsync();
    }

    private static async Task ExecuteAsync(PortalHost portal, string sql)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
