using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.SignIn;

/// <summary>Who is at the other end of this request or circuit, with the rights they have now.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider authentication, RightsOf rights)
{
    /// <summary>The person; null when nobody is signed in or their session is over.</summary>
    public async ValueTask<Person?> FindAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var state = await authentication.GetAuthenticationStateAsync();
        return PersonClaims.Read(state.User) is { } who ? rights.Person(who) : null;
    }
}
