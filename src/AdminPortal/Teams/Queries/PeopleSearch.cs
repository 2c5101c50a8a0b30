using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Teams;

/// <summary>Finds people in the tenant by name or address. Besides Setup the only place where a page waits for Auth0.</summary>
public sealed class PeopleSearch(CurrentPerson person, ManagementClient management, TimeProvider clock)
{
    /// <summary>How many people are shown.</summary>
    public const int MostShown = 10;

    /// <summary>How long somebody is kept waiting, whatever Auth0 and its limits do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly PeopleSearchOutcome Silent = new PeopleSearchOutcome.NoAnswer("Auth0 does not answer. Search again in a moment.");

    /// <summary>Searches; a whole address is also looked up without the index, which may not know an account made a moment ago.</summary>
    public async Task<PeopleSearchOutcome> HandleAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (await person.WhoMayAsync(Right.ManageTeams, cancellationToken: cancellationToken) is null)
        {
            return new PeopleSearchOutcome.NotAllowed();
        }

        if (PeopleQuery.Read(text) is not { } query)
        {
            return new PeopleSearchOutcome.TooLittle($"Type at least {PeopleQuery.FewestLetters} letters of a name or an address.");
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await SearchAsync(query, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Silent;
        }
    }

    private async Task<PeopleSearchOutcome> SearchAsync(PeopleQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<Auth0User> exact = [];
        if (query.Address is { } address && await management.GetUsersByEmailAsync(address, cancellationToken) is Auth0Result<IReadOnlyList<Auth0User>>.Ok { Value: var known })
        {
            exact = known;
        }

        var found = await management.SearchUsersAsync(query.Lucene, MostShown + 1, cancellationToken);
        return found.NamingNothing().Match(
            users => Found([.. exact, .. users]),
            it => Otherwise(it.Message),
            it => Otherwise(it.Message),
            it => exact.Count > 0 ? Found(exact) : new PeopleSearchOutcome.NoAnswer(
                it.Scopes.Count == 0 ? "Auth0 refuses the portal's own credentials. Setup says what to do." : $"The Management token lacks {string.Join(", ", it.Scopes)}. Grant it in Auth0, then search again."),
            it => Otherwise(it.Message),
            it => exact.Count > 0 ? Found(exact) : new PeopleSearchOutcome.NoAnswer($"Auth0 asks the portal to slow down. Search again in {Seconds(it.RetryAt)} s."),
            _ => exact.Count > 0 ? Found(exact) : Silent);

        PeopleSearchOutcome Otherwise(string message) => exact.Count > 0 ? Found(exact) : new PeopleSearchOutcome.NoAnswer($"Auth0 did not take the search: {message}");
    }

    private static PeopleSearchOutcome.Found Found(IReadOnlyList<Auth0User> users)
    {
        var people = users.DistinctBy(user => user.UserId, StringComparer.Ordinal).Select(user => new FoundPerson(user.UserId, user.Name, user.Email, user.Blocked)).ToList();
        return new PeopleSearchOutcome.Found([.. people.Take(MostShown)], people.Count > MostShown);
    }

    private int Seconds(DateTimeOffset at) => Math.Max(1, (int)Math.Ceiling((at - clock.GetUtcNow()).TotalSeconds));
}

/// <summary>Somebody of the tenant.</summary>
public sealed record FoundPerson(string Subject, string Name, string Email, bool Blocked = false)
{
    /// <summary>What to call them: their name, without one their address, without that their id.</summary>
    public string Shown => Name.Length > 0 ? Name : Email.Length > 0 ? Email : Subject;
}

/// <summary>What came of looking for people.</summary>
public abstract record PeopleSearchOutcome
{
    private PeopleSearchOutcome()
    {
    }

    /// <summary>These were found, nobody perhaps; <paramref name="More"/> says that there are others who are not shown.</summary>
    public sealed record Found(IReadOnlyList<FoundPerson> People, bool More) : PeopleSearchOutcome;

    /// <summary>What was typed is too little to look for; the sentence says so.</summary>
    public sealed record TooLittle(string Why) : PeopleSearchOutcome;

    /// <summary>Nobody is signed in, or the person may not manage teams; the refusal is in the audit.</summary>
    public sealed record NotAllowed : PeopleSearchOutcome;

    /// <summary>Auth0 gave no answer that can be used; the sentence says why and what to do.</summary>
    public sealed record NoAnswer(string Why) : PeopleSearchOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Found, T> found, Func<TooLittle, T> tooLittle, Func<NotAllowed, T> notAllowed, Func<NoAnswer, T> noAnswer) => this switch
    {
        Found it => found(it),
        TooLittle it => tooLittle(it),
        NotAllowed it => notAllowed(it),
        NoAnswer it => noAnswer(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
