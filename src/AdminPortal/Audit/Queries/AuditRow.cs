namespace AdminPortal.Audit;

/// <summary>What lists and files show of an entry.</summary>
public sealed record AuditRow
{
    /// <summary>Its number.</summary>
    public required long Number { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account that did it.</summary>
    public required string ActorId { get; init; }

    /// <summary>Who did it, in words.</summary>
    public required string Who { get; init; }

    /// <summary>From where; empty for the portal itself.</summary>
    public required string From { get; init; }

    /// <summary>Whether it was done.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>The action's name.</summary>
    public required string Action { get; init; }

    /// <summary>What was done, in words.</summary>
    public required AuditFace What { get; init; }

    /// <summary>The id of what it was done to.</summary>
    public required string Subject { get; init; }

    /// <summary>What it was done to, in words; null when the entry is about nothing further.</summary>
    public AuditSubject? About { get; init; }

    /// <summary>More about it, as JSON.</summary>
    public required string Details { get; init; }

    /// <summary>Its seal; empty for what was written before there was a chain.</summary>
    public required string Seal { get; init; }

    /// <summary>Whether a person did it, who can be asked for.</summary>
    public bool IsByPerson => ActorId.Length > 0 && ActorId != AuditEntry.System;

    /// <summary>Beginning and end of the seal.</summary>
    public string ShortSeal => AuditWords.ShortSeal(Seal);
}
