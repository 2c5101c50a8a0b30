namespace AdminPortal.Requests;

/// <summary>Where a request stands.</summary>
public enum RequestStatus
{
    /// <summary>Nobody has answered it yet.</summary>
    Waiting,

    /// <summary>An admin said yes; the invitation went on record in the same moment.</summary>
    Approved,

    /// <summary>An admin said no; the note may say why.</summary>
    Declined,

    /// <summary>The asker took it back before anybody had answered.</summary>
    Withdrawn,

    /// <summary>The address was invited another way meanwhile, and an admin closed the request with that invitation.</summary>
    Overtaken,
}
