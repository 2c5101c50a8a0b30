using AdminPortal.SignIn;
using AdminPortal.Testing;
using static AdminPortal.Tests.SignIn.Sessions.SessionsKit;

namespace AdminPortal.Tests.SignIn.Sessions;

public sealed class EndPersonsSessionsTests
{
    [Fact]
    public async Task An_admin_signs_somebody_out_everywhere_and_the_audit_says_who_whom_and_from_where()
    {
        await using var portal = await SignInKit.PortalAsync();
        var lead = await portal.StartAsync(Lead, "10.0.0.7");
        await portal.StartAsync(Lead, "10.0.0.8", Safari);
        await portal.StartAsync(Support);
        await using var page = portal.Open(await portal.StartAsync(SignInKit.Admin, "172.16.0.1"));

        var outcome = await EndAsync(page, lead.Subject);

        Assert.Equal(2, Assert.IsType<EndSessionsOutcome.Ended>(outcome).Count);
        Assert.Equal(["admin@example.com", "support@example.com"], (await portal.SessionsAsync()).Where(session => session.EndedAt is null).Select(session => session.Email).Order());
        var written = await portal.AuditAsync(SessionAudit.EndedByAdmin);
        Assert.Equal(2, written.Count);
        Assert.All(written, entry => Assert.Equal(("Ada Admin", "172.16.0.1", lead.Subject, "Lee Lead"), (entry.ActorName, entry.From, entry.Subject, entry.Detail("person"))));
        Assert.Equal(["10.0.0.7", "10.0.0.8"], written.Select(entry => entry.Detail("from")).Order());
        Assert.Equal(["Firefox on Windows", "Safari on macOS"], written.Select(entry => entry.Detail("browser")).Order());
    }

    [Fact]
    public async Task Ending_what_is_over_already_adds_nothing()
    {
        await using var portal = await SignInKit.PortalAsync();
        var lead = await portal.StartAsync(Lead);
        await using var page = portal.Open(await portal.StartAsync(SignInKit.Admin));

        Assert.IsType<EndSessionsOutcome.Ended>(await EndAsync(page, lead.Subject));
        Assert.IsType<EndSessionsOutcome.NoneStood>(await EndAsync(page, lead.Subject));
        await portal.Get<SessionKeeper>().EndAsync(lead.Id, default);

        Assert.Single(await portal.AuditAsync(SessionAudit.EndedByAdmin));
        Assert.Equal(SessionEndReason.EndedByAdmin, (await portal.SessionsAsync()).Single(session => session.Id == lead.Id).EndReason);
    }

    [Theory]
    [InlineData(Lead)]
    [InlineData(Support)]
    [InlineData(SignInKit.Outsider)]
    public async Task Nobody_but_an_admin_signs_others_out_and_the_attempt_is_in_the_audit(string email)
    {
        await using var portal = await SignInKit.PortalAsync();
        var admin = await portal.StartAsync(SignInKit.Admin);
        await using var page = portal.Open(await portal.StartAsync(email, "10.9.9.9"));

        var outcome = await EndAsync(page, admin.Subject);

        Assert.IsType<EndSessionsOutcome.NotAllowed>(outcome);
        Assert.DoesNotContain(await portal.SessionsAsync(), session => session.EndedAt is not null);
        var refusal = Assert.Single(await portal.AuditAsync(Refusals.Action));
        Assert.Equal(("EndSessions", admin.Subject, "10.9.9.9"), (refusal.Detail("right"), refusal.Subject, refusal.From));
    }

    [Fact]
    public async Task A_page_whose_session_is_over_signs_nobody_out()
    {
        await using var portal = await SignInKit.PortalAsync();
        var lead = await portal.StartAsync(Lead);
        await using var page = portal.Open(await portal.StartAsync(SignInKit.Admin));
        await portal.Get<SessionKeeper>().EndAsync(page.Session, default);

        Assert.IsType<EndSessionsOutcome.NotAllowed>(await EndAsync(page, lead.Subject));
        Assert.Null((await portal.SessionsAsync()).Single(session => session.Id == lead.Id).EndedAt);
    }

    [Fact]
    public async Task One_may_sign_out_ones_own_other_browsers_and_stay_without_any_right()
    {
        await using var portal = await SignInKit.PortalAsync();
        var other = await portal.StartAsync(Lead, browser: Safari);
        var mine = await portal.StartAsync(Lead);
        await using var page = portal.Open(mine);

        var outcome = await page.Get<EndPersonsSessions>().HandleAsync(new EndPersonsSessionsRequest { Subject = mine.Subject, SparesThisOne = true });

        Assert.Equal(1, Assert.IsType<EndSessionsOutcome.Ended>(outcome).Count);
        var sessions = (await portal.SessionsAsync()).ToDictionary(session => session.Id);
        Assert.Equal((SessionEndReason?)SessionEndReason.SignedOutFromList, sessions[other.Id].EndReason);
        Assert.Null(sessions[mine.Id].EndedAt);
        Assert.NotNull(await page.Person());
        var entry = Assert.Single(await portal.AuditAsync(SessionAudit.Ended));
        Assert.Equal((SessionAudit.Ended, mine.Subject, mine.Subject, "signed-out-from-list"), (entry.Action, entry.ActorId, entry.Subject, entry.Detail("reason")));
    }

    [Fact]
    public async Task One_may_sign_oneself_out_everywhere()
    {
        await using var portal = await SignInKit.PortalAsync();
        await portal.StartAsync(SignInKit.Admin, browser: Safari);
        await using var page = portal.Open(await portal.StartAsync(SignInKit.Admin));

        var outcome = await EndAsync(page, (await page.Person())!.Subject);

        Assert.Equal(2, Assert.IsType<EndSessionsOutcome.Ended>(outcome).Count);
        Assert.Null(await page.Person());
    }

    private static Task<EndSessionsOutcome> EndAsync(OpenPage page, string subject) =>
        page.Get<EndPersonsSessions>().HandleAsync(new EndPersonsSessionsRequest { Subject = subject });
}
