namespace AdminPortal.Audit;

/// <summary>Who changed what, when; written in the same transaction as the change, and sealed there.</summary>
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

    /// <summary>Where the person's session came from: an IP address; empty for the portal itself.</summary>
    public string From { get; private set; } = "";

    /// <summary>Whether it was done.</summary>
    public AuditOutcome Outcome { get; private set; }

    /// <summary>What was done, noun and verb: "invite.created".</summary>
    public string Action { get; private set; } = "";

    /// <summary>What it was done to: the invitation's id, for one.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>More about it as a JSON object; never a link, a token, a password.</summary>
    public string Details { get; private set; } = "{}";

    /// <summary>Binds every field and the seal of the entry before: see <see cref="AuditKey"/>. Empty for entries from before there was a chain.</summary>
    public string Seal { get; private set; } = "";

    /// <summary>An entry for something that a person or the portal did.</summary>
    public static AuditEntry Of(DateTimeOffset at, AuditActor actor, string action, string subject, string details = "{}")
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new AuditEntry { At = at, ActorId = Kept(actor.Id), ActorName = Kept(actor.Name), From = Kept(actor.From), Action = Kept(action), Subject = Kept(subject), Details = Kept(details) };
    }

    /// <summary>An entry for something that a person wanted to do and may not.</summary>
    public static AuditEntry OfRefusal(DateTimeOffset at, AuditActor actor, string action, string subject, string details = "{}")
    {
        var entry = Of(at, actor, action, subject, details);
        entry.Outcome = AuditOutcome.Refused;
        return entry;
    }

    // SQLite gives a text back only up to a NUL: what is sealed must be what is read.
    private static string Kept(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace('\0', '\uFFFD');
    }
}

/// <summary>Who stands behind a change, and where they are.</summary>
public sealed record AuditActor(string Id, string Name, string From = "")
{
    /// <summary>The portal itself: delivery and sweep.</summary>
    public static AuditActor Portal { get; } = new(AuditEntry.System, "");
}
