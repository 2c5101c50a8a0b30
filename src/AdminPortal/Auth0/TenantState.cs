namespace AdminPortal.Auth0;

/// <summary>What was last read of the tenant.</summary>
public sealed record TenantFacts
{
    /// <summary>How long a link lives when the template says nothing or can't be read.</summary>
    public static readonly TimeSpan DefaultLinkLifetime = TimeSpan.FromDays(5);

    /// <summary>Every role of the tenant, by name.</summary>
    public IReadOnlyList<Auth0Role> Roles { get; init; } = [];

    /// <summary>When the roles were read; null before the first time.</summary>
    public DateTimeOffset? RolesReadAt { get; init; }

    /// <summary>How long a link in an invitation mail lives.</summary>
    public TimeSpan LinkLifetime { get; init; } = DefaultLinkLifetime;

    /// <summary>When the link's lifetime was read; null while it is only assumed.</summary>
    public DateTimeOffset? LinkLifetimeReadAt { get; init; }

    /// <summary>Name of the plan whose limits the portal keeps: the one that is set, or the one Auth0's headers look like; null before the first call.</summary>
    public string? LimitPlan { get; init; }
}

/// <summary>How well the tenant's log can be read.</summary>
/// <param name="Problem">Why it can't be relied on, as the end of "Auth0's log …"; null while it can.</param>
/// <param name="Since">Since when.</param>
public sealed record LogAccess(string? Problem, DateTimeOffset? Since)
{
    /// <summary>It is read to its end.</summary>
    public static LogAccess Good { get; } = new(null, null);
}

/// <summary>The tenant's mail provider takes no mails.</summary>
/// <param name="Error">What it said, by the tenant's log.</param>
/// <param name="Since">When that was first seen.</param>
public sealed record MailTrouble(string Error, DateTimeOffset Since);

/// <summary>Auth0 gives the portal no Management token for its credentials.</summary>
/// <param name="Message">What it said.</param>
/// <param name="Since">When that was first heard.</param>
public sealed record RefusedCredentials(string Message, DateTimeOffset Since);

/// <summary>What the last look at the tenant's configuration found.</summary>
/// <param name="CheckedAt">When it was finished.</param>
/// <param name="Problems">What is wrong, the gravest first.</param>
/// <param name="IsFirstRun">Whether the portal has never yet found everything in order.</param>
public sealed record SetupSummary(DateTimeOffset CheckedAt, IReadOnlyList<SetupProblem> Problems, bool IsFirstRun)
{
    /// <summary>What keeps every invitation from being sent; null while sending can work, as far as is known.</summary>
    public SetupProblem? StopsSending => Problems.FirstOrDefault(problem => problem.StopsSending);
}

/// <summary>Something in the tenant's configuration that has to be put right.</summary>
/// <param name="Check">Id of the check that found it, under which Setup shows the cure.</param>
/// <param name="Title">What should hold.</param>
/// <param name="Text">What was seen instead, in a sentence.</param>
/// <param name="StopsSending">Whether no invitation can be sent until it is put right.</param>
public sealed record SetupProblem(string Check, string Title, string Text, bool StopsSending);

/// <summary>A snapshot of the tenant that every page may read at once; refreshed in the background, never awaited.</summary>
public sealed class TenantState(TimeProvider clock)
{
    // One lost packet is no silence.
    private const int CallsThatMakeSilence = 3;

    private readonly Lock _gate = new();
    private TenantFacts _facts = new();
    private List<string> _missingScopes = [];
    private DateTimeOffset? _unansweredSince;
    private int _unanswered;
    private TimeSpan _clockOffset;
    private LogAccess _log = LogAccess.Good;
    private MailTrouble? _mailTrouble;
    private RefusedCredentials? _credentials;
    private SetupSummary? _setup;

    /// <summary>Something on this snapshot is different now.</summary>
    public event Action? Changed;

    /// <summary>What was last read.</summary>
    public TenantFacts Facts
    {
        get
        {
            lock (_gate)
            {
                return _facts;
            }
        }
    }

    /// <summary>Scopes that Auth0 asked for and the Management token does not carry.</summary>
    public IReadOnlyList<string> MissingScopes
    {
        get
        {
            lock (_gate)
            {
                return _missingScopes;
            }
        }
    }

    /// <summary>Whether the last call to the tenant got an answer.</summary>
    public bool Answers
    {
        get
        {
            lock (_gate)
            {
                return _unanswered == 0;
            }
        }
    }

    /// <summary>Since when no call has got an answer; null until several in a row got none.</summary>
    public DateTimeOffset? SilentSince
    {
        get
        {
            lock (_gate)
            {
                return _unanswered >= CallsThatMakeSilence ? _unansweredSince : null;
            }
        }
    }

    /// <summary>How far Auth0's clock is ahead of ours, by the last reply that said its time; to a second or two.</summary>
    public TimeSpan ClockOffset
    {
        get
        {
            lock (_gate)
            {
                return _clockOffset;
            }
        }
    }

    /// <summary>How well the tenant's log can be read.</summary>
    public LogAccess Log
    {
        get
        {
            lock (_gate)
            {
                return _log;
            }
        }
    }

    /// <summary>What keeps the tenant's mail provider from taking mails; null while it takes them, as far as is known.</summary>
    public MailTrouble? MailTrouble
    {
        get
        {
            lock (_gate)
            {
                return _mailTrouble;
            }
        }
    }

    /// <summary>That Auth0 refuses the Management client's id, secret or grant; null while it gives tokens, as far as is known.</summary>
    public RefusedCredentials? Credentials
    {
        get
        {
            lock (_gate)
            {
                return _credentials;
            }
        }
    }

    /// <summary>What the last look at the tenant's configuration found; null before the first.</summary>
    public SetupSummary? Setup
    {
        get
        {
            lock (_gate)
            {
                return _setup;
            }
        }
    }

    /// <summary>The tenant's configuration was looked at.</summary>
    public void SetupIs(SetupSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        Update(() =>
        {
            var before = _setup;
            _setup = summary;

            // That it was looked at again, and is as it was, is news to nobody but Setup itself.
            return before is null || before.IsFirstRun != summary.IsFirstRun || !before.Problems.SequenceEqual(summary.Problems);
        });
    }

    /// <summary>A reply told Auth0's time.</summary>
    public void HeardTime(DateTimeOffset auth0Now)
    {
        lock (_gate)
        {
            _clockOffset = auth0Now - clock.GetUtcNow();
        }
    }

    /// <summary>The log can be read, or can't for this reason.</summary>
    public void LogIs(string? problem) => Update(() =>
    {
        if (_log.Problem == problem)
        {
            return false;
        }

        _log = problem is null ? LogAccess.Good : new LogAccess(problem, _log.Since ?? clock.GetUtcNow());
        return true;
    });

    /// <summary>The mail provider takes no mails.</summary>
    public void MailFails(string error) => Update(() =>
    {
        if (_mailTrouble?.Error == error)
        {
            return false;
        }

        _mailTrouble = new MailTrouble(error, _mailTrouble?.Since ?? clock.GetUtcNow());
        return true;
    });

    /// <summary>The mail provider takes mails (again).</summary>
    public void MailWorks() => Update(() =>
    {
        var differs = _mailTrouble is not null;
        _mailTrouble = null;
        return differs;
    });

    /// <summary>A call could not be sent: there is no Management token for the portal's credentials.</summary>
    public void CredentialsRefused(string message) => Update(() =>
    {
        if (_credentials?.Message == message)
        {
            return false;
        }

        _credentials = new RefusedCredentials(message, _credentials?.Since ?? clock.GetUtcNow());
        return true;
    });

    /// <summary>A call went out with a Management token.</summary>
    public void CredentialsTaken() => Update(() =>
    {
        var differs = _credentials is not null;
        _credentials = null;
        return differs;
    });

    /// <summary>Takes over what a pass has read.</summary>
    public void Learn(Func<TenantFacts, TenantFacts> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Update(() =>
        {
            var learnt = change(_facts);
            var differs = learnt != _facts;
            _facts = learnt;
            return differs;
        });
    }

    /// <summary>The tenant answered a call, whatever it said.</summary>
    public void Heard() => Update(() =>
    {
        var differs = _unanswered >= CallsThatMakeSilence;
        _unanswered = 0;
        return differs;
    });

    /// <summary>A call got no answer.</summary>
    public void HeardNothing() => Update(() =>
    {
        if (_unanswered == 0)
        {
            _unansweredSince = clock.GetUtcNow();
        }

        _unanswered = Math.Min(_unanswered + 1, CallsThatMakeSilence + 1);
        return _unanswered == CallsThatMakeSilence;
    });

    /// <summary>Auth0 asked for one of these scopes.</summary>
    public void Missed(IReadOnlyList<string> scopes) => Update(() =>
    {
        var missing = _missingScopes.Union(scopes, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == _missingScopes.Count)
        {
            return false;
        }

        _missingScopes = missing;
        return true;
    });

    /// <summary>A fresh Management token carries these scopes.</summary>
    public void Granted(IReadOnlyCollection<string> scopes) => Update(() =>
    {
        var missing = _missingScopes.Except(scopes, StringComparer.Ordinal).ToList();
        if (missing.Count == _missingScopes.Count)
        {
            return false;
        }

        _missingScopes = missing;
        return true;
    });

    private void Update(Func<bool> change)
    {
        bool differs;
        lock (_gate)
        {
            differs = change();
        }

        if (differs)
        {
            Changed?.Invoke();
        }
    }
}
