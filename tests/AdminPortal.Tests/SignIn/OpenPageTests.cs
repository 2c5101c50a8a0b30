using AdminPortal.Auth0;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

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

        Assert.Null(PersonClaims.Read((await page.NextAsync()).User));
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

        portal.Get<AdminRoleMembers>().Learn(new Auth0Result<IReadOnlyList<RoleMember>>.Ok([]));

        Assert.NotNull(PersonClaims.Read((await page.NextAsync()).User));
        Assert.Empty((await page.Person())!.Rights);
    }

    private static async Task<OpenPage> OpenAsync(PortalHost portal)
    {
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        return new OpenPage(portal.Services.CreateAsyncScope(), Assert.Single(await portal.SessionsAsync()));
    }

    // What the framework does for a circuit: hands the principal of the connection to the scope's provider.
    private sealed class OpenPage : IAsyncDisposable
    {
        private readonly AsyncServiceScope _scope;
        private readonly TaskCompletionSource<AuthenticationState> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public OpenPage(AsyncServiceScope scope, Session session)
        {
            _scope = scope;
            Session = session.Id;
            var state = scope.ServiceProvider.GetRequiredService<SessionAuthenticationState>();
            var who = new SignedInIdentity(session.Subject, session.Name, session.Email, session.EmailVerified, session.Sid);
            state.SetAuthenticationState(Task.FromResult(new AuthenticationState(PersonClaims.Principal(who, "test", session.Id))));
            state.AuthenticationStateChanged += async change => _next.TrySetResult(await change);
            state.Watch();
        }

        public Guid Session { get; }

        public Task<AuthenticationState> NextAsync() => _next.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        public ValueTask<Person?> Person() => _scope.ServiceProvider.GetRequiredService<CurrentPerson>().FindAsync();

        public ValueTask DisposeAsync() => _scope.DisposeAsync();
    }
}
