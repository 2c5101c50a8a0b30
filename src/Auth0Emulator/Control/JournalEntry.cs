using System.Text.Json.Serialization;

namespace Auth0Emulator.Control;

/// <summary>One line of the journal: a request or a mail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(JournalRequest), "request")]
[JsonDerivedType(typeof(JournalMail), "mail")]
public abstract record JournalEntry
{
    private protected JournalEntry()
    {
    }

    /// <summary>Counts up from 1, requests and mails together.</summary>
    public long Number { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A request the tenant got, as it looked from outside; secrets in it read "(hidden)".</summary>
public sealed record JournalRequest : JournalEntry
{
    public required string Method { get; init; }

    /// <summary>Decoded, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>As routes are matched with it: a slash within a segment is still escaped.</summary>
    [JsonIgnore]
    internal string RoutePath { get; init; } = "";

    public string? Query { get; init; }

    public string? Body { get; init; }

    /// <summary>Null while it is being worked on or held, and for ever when the connection was cut.</summary>
    public int? Status { get; init; }

    /// <summary>The client that called, where a token or a client id says so.</summary>
    public string? Client { get; init; }

    /// <summary>The scopes in its token.</summary>
    public string? Scope { get; init; }

    /// <summary>Which faults and gates touched it, such as "fault-1 Drop" or "gate-2 Reply"; null when none did.</summary>
    public string? Touched { get; init; }

    /// <summary>Whether it got as far as acting.</summary>
    public bool Acted { get; init; }
}

/// <summary>A mail the tenant was to send, whatever became of it; never its link, which is as good as a password.</summary>
public sealed record JournalMail : JournalEntry
{
    public required string To { get; init; }

    /// <summary>The name of its template, such as <c>reset_email</c>.</summary>
    public required string Template { get; init; }

    public required MailOutcome Outcome { get; init; }

    /// <summary>Why it didn't go out, where there is more to say than <see cref="Outcome"/> does.</summary>
    public string? Why { get; init; }
}

/// <summary>What became of a mail.</summary>
public enum MailOutcome
{
    /// <summary>The provider took it: it is in the inbox.</summary>
    Sent,

    /// <summary>The provider refused it: the address, or every mail.</summary>
    Refused,

    /// <summary>Its template is switched off: nothing went out and nothing said so.</summary>
    Silent,

    /// <summary>Its template can't be rendered.</summary>
    Broken,
}
