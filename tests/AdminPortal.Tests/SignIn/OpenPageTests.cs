using AdminPortal.Auth0;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;

namespace AdminPortal.Tests.SignIn;

/// <summary>What a page that stays open learns about its session.</summary>
public sealed class OpenPageTests
{
    [Fact]
    public async Task An_open_page_learns_at_once_that_its_session_was_ended()
    {
        await using var portal = await SignInKit.PortalAsync();
        await using var page = await OpenAsync(portal);

        await portal.Get<SessionKeeper>().EndAsync(page.Session, default);

        Assert.Null(PersonClaims.Read((await page.NextAsync()).User));
        Assert.Null(await page.Person());
    }

    [Fact]
    public async Task An_open_page_in_which_nothing_happens_learns_within_half_a_minute_that_its_time_is_over()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        await using var page = await OpenAsync(portal);

        clock.Advance(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(30));

        // On the way there it has heard that the roles were read too long ago as well.
        await page.UntilNobodyAsync();
    }

    [Fact]
    public async Task What_is_done_in_a_page_whose_session_is_over_is_done_by_nobody_even_before_the_page_knows()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        await using var page = await OpenAsync(portal);
        Assert.NotNull(await page.Person());

        clock.Jump(clock.Now + TimeSpan.FromHours(3));

        Assert.Null(await page.Person());
    }

    [Fact]
    public async Task An_open_page_hears_when_the_role_changes_hands()
    {
        await using var portal = await SignInKit.PortalAsync();
        await using var page = await OpenAsync(portal);

        portal.Get<PortalRoleMembers>().Learn(PortalRole.Admin, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([]));

        Assert.NotNull(PersonClaims.Read((await page.NextAsync()).User));
        Assert.Empty((await page.Person())!.Reaches);
    }

    [Fact]
    public async Task What_a_page_sends_by_itself_when_it_is_redrawn_is_no_sign_of_a_person()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        await using var page = await OpenAsync(portal);
        var signedInAt = clock.Now;
        clock.Advance(TimeSpan.FromMinutes(5));

        await page.ReceiveAsync();

        Assert.Equal(signedInAt, Assert.Single(await portal.SessionsAsync()).LastSeenAt);
    }

    [Fact]
    public async Task An_account_that_is_blocked_is_signed_out_although_its_page_is_only_looked_at()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        await using var page = await OpenAsync(portal);
        portal.Get<OpenPages>().Opened("page", page.Session);
        clock.Advance(TimeSpan.FromMinutes(20));
        portal.Tenant.State.Change(tenant =>
            tenant.PutUser(tenant.UserByEmail(SignInKit.Admin, TenantSeed.ConnectionName)! with { Blocked = true }, clock.Now));

        await portal.Get<SignInWatch>().LookAsync(default);

        Assert.NotNull(Assert.Single(await portal.SessionsAsync()).EndedAt);
    }

    [Fact]
    public async Task An_account_whose_page_was_left_a_while_ago_is_not_asked_after()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        await using var page = await OpenAsync(portal);
        portal.Get<OpenPages>().Opened("page", page.Session);
        portal.Get<OpenPages>().Closed("page");
        clock.Advance(TimeSpan.FromMinutes(20));
        portal.Tenant.Journal.Clear();

        await portal.Get<SignInWatch>().LookAsync(default);

        Assert.DoesNotContain(portal.Tenant.Journal.Requests, call => call.Path.StartsWith("/api/v2/users", StringComparison.Ordinal));
    }

    private static async Task<OpenPage> OpenAsync(PortalHost portal)
    {
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        return portal.Open(Assert.Single(await portal.SessionsAsync()));
    }
}
