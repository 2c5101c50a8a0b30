using System.Security.Claims;
using AdminPortal.Data;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AdminPortal.SignIn;

/// <summary>Who the components see; in an open page it is looked at again every 30 seconds, and at once when the session ends or the role's holders change.</summary>
public sealed class SessionAuthenticationState(IHttpContextAccessor http, SessionKeeper sessions, AdminRoleMembers members, TimeProvider clock)
    : AuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider, IDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    private volatile bool _isClosed;
    private Task<AuthenticationState>? _told;
    private ITimer? _timer;

    /// <inheritdoc/>
    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        // The framework tells it to components; a plain endpoint asks without having been told.
        _told ?? Task.FromResult(new AuthenticationState(http.HttpContext?.User ?? Nobody));

    /// <inheritdoc/>
    public void SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        _told = authenticationStateTask;
        NotifyAuthenticationStateChanged(authenticationStateTask);
    }

    /// <summary>Starts looking again; for open pages only.</summary>
    public void Watch()
    {
        _timer ??= clock.CreateTimer(_ => _ = LookAgainAsync(), null, LookAgainAfter, LookAgainAfter);
        sessions.Ended += OnEnded;
        members.Changed += OnMembersChanged;
    }

    /// <summary>Looks once; when the session is over, everybody who listens hears that nobody is signed in.</summary>
    public async Task LookAgainAsync()
    {
        try
        {
            var state = await GetAuthenticationStateAsync();
            if (PersonClaims.ReadSession(state.User) is { } id && await sessions.FindLiveAsync(id, CancellationToken.None) is null && !_isClosed)
            {
                Tell(Nobody);
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // The next look decides; use cases ask for themselves anyway.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        sessions.Ended -= OnEnded;
        members.Changed -= OnMembersChanged;
        _timer?.Dispose();
        _isClosed = true;
    }

    private void Tell(ClaimsPrincipal who) => SetAuthenticationState(Task.FromResult(new AuthenticationState(who)));

    private void OnEnded(Guid id) => _ = LookAgainAsync();

    private void OnMembersChanged() => _ = TellAgainAsync();

    private async Task TellAgainAsync() => Tell((await GetAuthenticationStateAsync()).User);
}

/// <summary>Keeps an eye on the session of an open page for as long as it is open.</summary>
/// <remarks>What comes in over the live connection is no sign of a person: pages redraw themselves, and every redrawing is acknowledged. See <c>activity.js</c>.</remarks>
internal sealed class SessionCircuit(SessionAuthenticationState state, OpenPages pages) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        state.Watch();
        if (PersonClaims.ReadSession((await state.GetAuthenticationStateAsync()).User) is { } session)
        {
            pages.Opened(circuit.Id, session);
        }
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Closed(circuit.Id);
        return Task.CompletedTask;
    }
}
