using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.SignIn;

/// <summary>Who is at the other end of this request or circuit, with the rights they have now.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider authentication, RightsOf rights, ILedTeams teams, Refusals refusals, SessionKeeper sessions)
{
    /// <summary>Whether something was refused here and noted: a request whose use case refused is not noted a second time for its answer.</summary>
    public bool HasBeenRefused { get; private set; }

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
        var from = "";
        if (PersonClaims.ReadSession(state.User) is { } id)
        {
            if (await sessions.FindLiveAsync(id, cancellationToken) is not { } session)
            {
                return null;
            }

            from = session.From;
        }

        var person = rights.Person(who) with { From = from };
        return person.Reaches.Values.Contains(Reach.LedTeams)
            ? person with { LedTeams = await teams.OfAsync(person.Subject, cancellationToken) }
            : person;
    }

    /// <summary>The person if they have this right at all; otherwise null, and the refusal stands in the audit.</summary>
    /// <param name="right">What is to be done.</param>
    /// <param name="subject">What it is to be done to: an invitation's id, for one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Person?> WhoMayAsync(Right right, string subject = "", CancellationToken cancellationToken = default)
    {
        if (await FindAsync(cancellationToken) is not { } person)
        {
            return null;
        }

        if (person.May(right))
        {
            return person;
        }

        await RefusedAsync(person, right, subject);
        return null;
    }

    /// <summary>The person if they have this right at all, for something that is only looked at; only what somebody does, or where they arrive, is a refusal.</summary>
    /// <param name="right">What is to be seen.</param>
    /// <param name="subject">Of what: an invitation's id, for one.</param>
    /// <param name="lookAgain">An open page looks again by itself: then nobody has tried anything, and nothing is noted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Person?> WhoSeesAsync(Right right, string subject, bool lookAgain, CancellationToken cancellationToken)
    {
        if (!lookAgain)
        {
            return await WhoMayAsync(right, subject, cancellationToken);
        }

        return await FindAsync(cancellationToken) is { } person && person.May(right) ? person : null;
    }

    /// <summary>Notes that something was refused. It can't be cancelled: whoever was refused shall not be able to leave before it is written.</summary>
    public Task RefusedAsync(Person person, Right right, string subject)
    {
        HasBeenRefused = true;
        return refusals.NoteAsync(person, right, subject);
    }
}
