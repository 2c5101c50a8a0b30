using AdminPortal.SignIn;
using AdminPortal.Testing;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.SignIn;

/// <summary>A page that stays open: what the framework does for a circuit is to hand the principal of the connection to the scope's provider.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly TaskCompletionSource<AuthenticationState> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _nobody = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OpenPage(AsyncServiceScope scope, Session session)
    {
        _scope = scope;
        Session = session.Id;
        var state = scope.ServiceProvider.GetRequiredService<SessionAuthenticationState>();
        var who = new SignedInIdentity(session.Subject, session.Name, session.Email, session.EmailVerified, session.Sid);
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(PersonClaims.Principal(who, "test", session.Id))));
        state.AuthenticationStateChanged += async change =>
        {
            _next.TrySetResult(await change);
            if (PersonClaims.Read((await change).User) is null)
            {
                _nobody.TrySetResult();
            }
        };
        state.Watch();
    }

    public Guid Session { get; }

    public T Get<T>()
        where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    // Every message from the browser goes through these: events and the acknowledgement of a redrawing alike. Answers whether it arrived.
    public async Task<bool> ReceiveAsync()
    {
        var arrived = false;
        Func<CircuitInboundActivityContext, Task> arrive = _ =>
        {
            arrived = true;
            return Task.CompletedTask;
        };
        foreach (var handler in _scope.ServiceProvider.GetServices<CircuitHandler>())
        {
            arrive = handler.CreateInboundActivityHandler(arrive);
        }

        await arrive(null!);
        return arrived;
    }

    public Task<AuthenticationState> NextAsync() => _next.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public Task UntilNobodyAsync() => _nobody.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public ValueTask<Person?> Person() => Get<CurrentPerson>().FindAsync();

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}

/// <summary>Opens pages.</summary>
internal static class OpenPageKit
{
    /// <summary>A live page of this session.</summary>
    public static OpenPage Open(this PortalHost portal, Session session) => new(portal.Services.CreateAsyncScope(), session);
}
