using System.Security.Claims;
using AdminPortal.Data;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AdminPortal.SignIn;

/// <summary>Who the components see; in an open page it is looked at again every 30 seconds, and at once when the session ends or the role's holders change.</summary>
public sealed class SessionAuthenticationState(IHttpContextAccessor http, SessionKeeper sessions, LiveConnections connections, PortalRoleMembers members, TimeProvider clock)
    : AuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider, IDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    private volatile bool _isClosed;
    private volatile bool _isOver;
    private Task<AuthenticationState>? _told;
    private ITimer? _timer;

    /// <summary>Whether the session was found to be over: what the page still sends is done by nobody.</summary>
    public bool IsOver => _isOver;

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

    /// <summary>Looks once; when the session is over, everybody who listens hears that nobody is signed in, and the connection ends in a moment.</summary>
    /// <param name="ended">A session known to have ended: nothing is looked at when the page belongs to another one.</param>
    public async Task LookAgainAsync(Guid? ended = null)
    {
        try
        {
            var state = await GetAuthenticationStateAsync();
            if (PersonClaims.ReadSession(state.User) is { } id && (ended is null || ended == id)
                && await sessions.FindLiveAsync(id, CancellationToken.None) is null && !_isClosed)
            {
                _isOver = true;
                Tell(Nobody);
                connections.GiveUpSoon(id);
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

    private void OnEnded(Guid id) => _ = LookAgainAsync(id);

    private void OnMembersChanged() => _ = TellAgainAsync();

    private async Task TellAgainAsync()
    {
        // Whoever is signed in no more is not brought back by a change of roles.
        var state = await GetAuthenticationStateAsync();
        if (!_isOver)
        {
            Tell(state.User);
        }
    }
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

    // A page that does not leave although its session is over may go on sending; nothing of it arrives.
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        context => state.IsOver ? Task.CompletedTask : next(context);

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Closed(circuit.Id);
        return Task.CompletedTask;
    }
}
