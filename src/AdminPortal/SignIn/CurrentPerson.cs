using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.SignIn;

/// <summary>Who is at the other end of this request or circuit, with the rights they have now.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider authentication, RightsOf rights, SessionKeeper? sessions = null)
{
    /// <summary>The person; null when nobody is signed in or their session is over.</summary>
    public async ValueTask<Person?> FindAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var state = await authentication.GetAuthenticationStateAsync();
        if (PersonClaims.Read(state.User) is not { } who)
        {
            return null;
        }

        // An open page may outlive its session by a few seconds; what is done in it may not.
        return sessions is null || PersonClaims.ReadSession(state.User) is not { } session || await sessions.FindLiveAsync(session, cancellationToken) is not null
            ? rights.Person(who)
            : null;
    }
}
