namespace AdminPortal.Invites;

// What an admin decides when whoever invited may no longer do so. Neither opens or closes an invitation, nor sends a mail.
public sealed partial class Invite
{
    /// <summary>When an admin let it stand although its inviter may no longer invite; forgotten when the inviter may again.</summary>
    public DateTimeOffset? KeptAt { get; private set; }

    /// <summary>Name of the admin who let it stand.</summary>
    public string? KeptByName { get; private set; }

    /// <summary>It stands as it is. False when it isn't open, or somebody has said so before.</summary>
    public bool Keep(DateTimeOffset now, Inviter by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!IsEditable || KeptAt is not null)
        {
            return false;
        }

        KeptAt = now;
        KeptByName = by.Name;
        return true;
    }

    /// <summary>Somebody else stands for it; the next mail names them. False when it isn't open.</summary>
    public bool Reassign(Inviter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (!IsEditable)
        {
            return false;
        }

        InvitedById = to.Id;
        InvitedByName = to.Name;
        KeptAt = null;
        KeptByName = null;
        return true;
    }
}
