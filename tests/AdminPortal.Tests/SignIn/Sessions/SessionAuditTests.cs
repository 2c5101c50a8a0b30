using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.EntityFrameworkCore;
using static AdminPortal.Tests.SignIn.Sessions.SessionsKit;

namespace AdminPortal.Tests.SignIn.Sessions;

public sealed class SessionAuditTests
{
    [Fact]
    public async Task Signing_in_and_out_stands_in_the_audit_with_place_and_browser_and_without_any_secret()
    {
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Background = false, Clock = new ManualClock(), RealPort = true });
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        await browser.SubmitAsync(await browser.GoToAsync("/invites"), "Sign out");

        var session = Assert.Single(await portal.SessionsAsync());
        var entries = await portal.AuditAsync("session.");

        Assert.Equal([SessionAudit.Started, SessionAudit.Ended], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal((session.Subject, "Ada Admin", session.Subject), (entry.ActorId, entry.ActorName, entry.Subject)));
        Assert.All(entries, entry => Assert.Contains(entry.From, new[] { "127.0.0.1", "::1" }));
        Assert.Equal("signed-out", entries[1].Detail("reason"));
        Assert.NotNull(session.Sid);
        Assert.All(entries, entry => Assert.DoesNotContain(session.Sid, entry.Details, StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.DoesNotContain(session.Id.ToString("N")[..8], entry.Details, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Signing_in_over_a_session_ends_that_one_and_says_why()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);

        await browser.GoToAsync("/signin");

        var entries = await portal.AuditAsync("session.");
        Assert.Equal([SessionAudit.Started, SessionAudit.Ended, SessionAudit.Started], entries.Select(entry => entry.Action));
        Assert.Equal("replaced", entries[1].Detail("reason"));
    }

    [Theory]
    [InlineData(121, "idle", 120)]
    [InlineData(13 * 60, "idle", 120)]
    public async Task A_session_that_lapsed_is_noted_once_whoever_finds_it(int minutes, string reason, int endedAfter)
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        var session = await portal.StartAsync(Lead);
        clock.Advance(TimeSpan.FromMinutes(minutes));

        await portal.Get<SignInWatch>().LookAsync(default);
        await portal.Get<SignInWatch>().LookAsync(default);
        await portal.Get<SessionKeeper>().EndAsync(session.Id, default);

        var entry = Assert.Single(await portal.AuditAsync("session."), entry => entry.Action != SessionAudit.Started);
        Assert.Equal((SessionAudit.Expired, AuditEntry.System, session.Subject, reason), (entry.Action, entry.ActorId, entry.Subject, entry.Detail("reason")));
        Assert.Equal(session.CreatedAt.AddMinutes(endedAfter), Assert.Single(await portal.SessionsAsync()).EndedAt);
    }

    [Fact]
    public async Task A_session_at_its_longest_time_is_noted_as_that_and_one_in_use_is_left_alone()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        var old = await portal.StartAsync(Lead);
        var young = await portal.StartAsync(Support);
        for (var hour = 1; hour < 12; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await portal.Get<SessionKeeper>().SeeAsync(old.Id, "", default);
            young = hour == 6 ? await portal.StartAsync(Support) : young;
            await portal.Get<SessionKeeper>().SeeAsync(young.Id, "", default);
        }

        await portal.Get<SessionKeeper>().EndLapsedAsync(default);
        Assert.Equal("idle", Assert.Single(await portal.AuditAsync(SessionAudit.Expired)).Detail("reason"));
        clock.Advance(TimeSpan.FromHours(1));
        await portal.Get<SessionKeeper>().EndLapsedAsync(default);

        var entry = (await portal.AuditAsync(SessionAudit.Expired))[^1];
        Assert.Equal((old.Subject, "time-over"), (entry.Subject, entry.Detail("reason")));
        Assert.Null((await portal.SessionsAsync()).Single(session => session.Id == young.Id).EndedAt);
    }

    [Fact]
    public async Task A_session_of_an_account_that_was_blocked_ends_with_that_reason()
    {
        await using var portal = await SignInKit.PortalAsync();
        var session = await portal.StartAsync(Lead);
        portal.Tenant.State.Change(tenant => tenant.PutUser(tenant.User(session.Subject)! with { Blocked = true }, portal.Clock.GetUtcNow()));

        await portal.Get<SignInWatch>().LookAsync(default);

        var entry = Assert.Single(await portal.AuditAsync(SessionAudit.Ended));
        Assert.Equal((AuditEntry.System, session.Subject, "account-closed"), (entry.ActorId, entry.Subject, entry.Detail("reason")));
        Assert.Equal(SessionEndReason.AccountClosed, Assert.Single(await portal.SessionsAsync()).EndReason);
    }

    [Fact]
    public async Task A_sign_in_that_was_refused_is_in_the_audit_by_nobody_and_trying_again_does_not_fill_it()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = portal.NewBrowser();

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await browser.GoToAsync("/callback?code=nobody-gave-it&state=not-ours");
        }

        var entry = Assert.Single(await portal.AuditAsync());
        Assert.Equal((SessionAudit.Refused, "", "", AuditOutcome.Refused, "lost"), (entry.Action, entry.ActorId, entry.Subject, entry.Outcome, entry.Detail("problem")));
        Assert.DoesNotContain("nobody-gave-it", entry.Details, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(1));
        await browser.GoToAsync("/callback?code=nobody-gave-it&state=not-ours");
        Assert.Equal(2, (await portal.AuditAsync()).Count);
    }

    [Fact]
    public async Task Many_addresses_at_once_fill_the_audit_no_faster_than_so_many_a_minute()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        var refusals = portal.Get<SignInRefusals>();

        for (var last = 0; last < SignInRefusals.MostInAMinute + 20; last++)
        {
            await refusals.NoteAsync(SignInProblem.Denied, new SignInPlace($"2001:db8::{last:x}", ""));
        }

        Assert.Equal(SignInRefusals.MostInAMinute, (await portal.AuditAsync()).Count);
        clock.Advance(TimeSpan.FromMinutes(1));
        await refusals.NoteAsync(SignInProblem.Denied, new SignInPlace("2001:db8::ffff", ""));
        Assert.Equal(SignInRefusals.MostInAMinute + 1, (await portal.AuditAsync()).Count);
    }

    [Fact]
    public async Task Whoever_turns_back_at_Auth0_was_refused_nothing()
    {
        await using var portal = await SignInKit.PortalAsync();

        await portal.Get<SignInRefusals>().NoteAsync(SignInProblem.Cancelled, SignInPlace.Unknown);
        Assert.Empty(await portal.AuditAsync());
        await portal.Get<SignInRefusals>().NoteAsync(SignInProblem.Blocked, SignInPlace.Unknown);
        Assert.Single(await portal.AuditAsync());
    }

    [Fact]
    public async Task Without_a_row_in_the_audit_no_session_begins_and_none_ends()
    {
        await using var portal = await SignInKit.PortalAsync();
        var session = await portal.StartAsync(Lead);
        await using (var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER NoAudit BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'no audit'); END");
        }

        await Assert.ThrowsAsync<DbUpdateException>(() => portal.Get<SessionKeeper>().EndAsync(session.Id, default));
        await Assert.ThrowsAsync<DbUpdateException>(() => portal.StartAsync(Support));

        Assert.Null(Assert.Single(await portal.SessionsAsync()).EndedAt);
    }

    [Fact]
    public async Task Where_a_session_was_last_seen_follows_the_person_at_once_and_is_what_the_audit_says()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        var session = await portal.StartAsync(Lead, "10.0.0.7");
        var sessions = portal.Get<SessionKeeper>();
        clock.Advance(TimeSpan.FromSeconds(10));

        await sessions.SeeAsync(session.Id, "10.0.0.7", default);
        Assert.Equal(("10.0.0.7", session.CreatedAt), Place(await portal.SessionsAsync()));
        await sessions.SeeAsync(session.Id, "192.168.7.7", default);
        Assert.Equal(("192.168.7.7", clock.Now), Place(await portal.SessionsAsync()));
        await sessions.SeeAsync(session.Id, "", default);
        Assert.Equal(("192.168.7.7", clock.Now), Place(await portal.SessionsAsync()));

        await using var page = portal.Open(Assert.Single(await portal.SessionsAsync()));
        Assert.Equal("192.168.7.7", (await page.Person())!.From);
        await sessions.EndAsync(session.Id, default);
        Assert.Equal("192.168.7.7", Assert.Single(await portal.AuditAsync(SessionAudit.Ended)).From);

        static (string From, DateTimeOffset At) Place(List<Session> rows) => (rows.Single().From, rows.Single().LastSeenAt);
    }

    [Fact]
    public async Task Two_who_end_the_same_session_at_once_write_one_end()
    {
        await using var portal = await SignInKit.PortalAsync();
        var session = await portal.StartAsync(Lead);
        var sessions = portal.Get<SessionKeeper>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => sessions.EndAsync(session.Id, default)));

        Assert.Single(await portal.AuditAsync(SessionAudit.Ended));
    }
}
