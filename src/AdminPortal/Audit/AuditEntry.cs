namespace AdminPortal.Audit;

/// <summary>Who changed what, when; written in the same transaction as the change.</summary>
public sealed class AuditEntry
{
    /// <summary>The actor of changes nobody asked for by hand: delivery, sweep, the invitee's own doing.</summary>
    public const string System = "system";

    private AuditEntry()
    {
    }

    /// <summary>Rising without gaps in one database; the order in which things were committed.</summary>
    public long Number { get; private set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The subject of the person who did it, or <see cref="System"/>.</summary>
    public string ActorId { get; private set; } = "";

    /// <summary>The person's name at that time.</summary>
    public string ActorName { get; private set; } = "";

    /// <summary>What was done, noun and verb: "invite.created".</summary>
    public string Action { get; private set; } = "";

    /// <summary>What it was done to: the invitation's id, for one.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>More about it as a JSON object; never a link, a token, a password.</summary>
    public string Details { get; private set; } = "{}";

    /// <summary>An entry for something that a person or the portal did.</summary>
    public static AuditEntry Of(DateTimeOffset at, AuditActor actor, string action, string subject, string details = "{}")
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new AuditEntry { At = at, ActorId = actor.Id, ActorName = actor.Name, Action = action, Subject = subject, Details = details };
    }
}

/// <summary>Who stands behind a change.</summary>
public sealed record AuditActor(string Id, string Name)
{
    /// <summary>The portal itself: delivery and sweep.</summary>
    public static AuditActor Portal { get; } = new(AuditEntry.System, "");
}
