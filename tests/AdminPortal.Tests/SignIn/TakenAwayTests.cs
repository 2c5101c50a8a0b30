using AdminPortal.Auth0;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using AdminPortal.Tests.Auth0;
using Auth0Emulator;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.SignIn;

/// <summary>What is taken away in Auth0 while a page is open, with the portal's own background at work.</summary>
public sealed class TakenAwayTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("admin@example.com", "rol_PortalAdmin00000", Right.RevokeInvites)]
    [InlineData("lead@example.com", "rol_PortalTeamLead00", Right.ResendInvites)]
    [InlineData("support@example.com", "rol_PortalSupport000", Right.LookUpInvites)]
    public async Task A_role_taken_away_in_Auth0_counts_in_an_open_page_within_a_minute(string email, string roleId, Right right)
    {
        var clock = new ManualClock();
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Clock = clock });
        await using var page = await OpenAsync(portal, email);
        await PassUntilAsync(portal, clock, async () => (await page.PersonAsync())?.May(right) == true, atMost: TimeSpan.FromMinutes(2));
        await PassUntilAsync(portal, clock, () => Task.FromResult(false), atMost: TimeSpan.FromSeconds(7)); // not just after a look
        var told = page.Told;
        portal.Tenant.State.Change(tenant => Assert.Equal(1, tenant.RoleMembers.RemoveAll(member => member.RoleId == roleId)));
        var takenAt = clock.Now;

        Assert.True(await PassUntilAsync(portal, clock, async () => (await page.PersonAsync())?.May(right) == false, atMost: Promised));

        Assert.InRange(clock.Now - takenAt, TimeSpan.Zero, Promised);
        Assert.True(page.Told > told, "The open page was not told.");
        Assert.Null(await page.WhoMayAsync(right));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_blocked_or_removed_in_Auth0_is_signed_out_of_an_open_page_within_a_minute(bool isBlocked)
    {
        var clock = new ManualClock();
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Clock = clock });
        await using var page = await OpenAsync(portal, SignInKit.Admin);
        await PassUntilAsync(portal, clock, async () => (await page.PersonAsync())?.HasAccess == true, atMost: TimeSpan.FromMinutes(2));
        portal.Tenant.State.Change(tenant =>
        {
            var user = tenant.UserByEmail(SignInKit.Admin, TenantSeed.ConnectionName)!;
            if (isBlocked)
            {
                tenant.PutUser(user with { Blocked = true }, clock.Now);
            }
            else
            {
                tenant.RemoveUser(user.UserId, clock.Now);
            }
        });

        Assert.True(await PassUntilAsync(portal, clock, async () => await page.PersonAsync() is null, atMost: Promised));
        Assert.NotNull(Assert.Single(await portal.SessionsAsync()).EndedAt);
    }

    // Time moves on a second at a time, when the portal has come to rest; true as soon as it is there.
    private static async Task<bool> PassUntilAsync(PortalHost portal, ManualClock clock, Func<Task<bool>> isThere, TimeSpan atMost)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        for (var passed = TimeSpan.Zero; ; passed += TimeSpan.FromSeconds(1))
        {
            // More than once: between two calls of a look nothing is under way either.
            for (var quiet = 0; quiet < 3; quiet = portal.Get<LimitGate>().UnderWay > 0 ? 0 : quiet + 1)
            {
                await portal.Tenant.Journal.QuietAsync(patience.Token);
            }

            if (await isThere())
            {
                return true;
            }

            if (passed >= atMost)
            {
                return false;
            }

            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<OpenPage> OpenAsync(PortalHost portal, string email)
    {
        var user = portal.Tenant.State.Read(tenant => tenant.UserByEmail(email, TenantSeed.ConnectionName)!);
        var who = new SignedInIdentity(user.UserId, user.Name, user.Email, true, null);
        var session = await portal.Get<SessionKeeper>().StartAsync(who, SignInPlace.Unknown, default);
        portal.Get<OpenPages>().Opened("page", session);
        return new OpenPage(portal.Services.CreateAsyncScope(), who, session);
    }

    // What the framework does for a circuit: hands the principal of the connection to the scope's provider.
    private sealed class OpenPage : IAsyncDisposable
    {
        private readonly AsyncServiceScope _scope;
        private int _told;

        public OpenPage(AsyncServiceScope scope, SignedInIdentity who, Guid session)
        {
            _scope = scope;
            var state = scope.ServiceProvider.GetRequiredService<SessionAuthenticationState>();
            state.SetAuthenticationState(Task.FromResult(new AuthenticationState(PersonClaims.Principal(who, "test", session))));
            state.AuthenticationStateChanged += _ => Interlocked.Increment(ref _told);
            state.Watch();
        }

        public int Told => Volatile.Read(ref _told);

        public ValueTask<Person?> PersonAsync() => _scope.ServiceProvider.GetRequiredService<CurrentPerson>().FindAsync();

        public ValueTask<Person?> WhoMayAsync(Right right) => _scope.ServiceProvider.GetRequiredService<CurrentPerson>().WhoMayAsync(right, "page");

        public ValueTask DisposeAsync() => _scope.DisposeAsync();
    }
}
