namespace AdminPortal.Teams;

/// <summary>A part of the company that people are invited into; archived, never deleted, because invitations keep pointing to it.</summary>
public sealed class Team
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>How many people may lead it.</summary>
    public const int MostLeads = 20;

    /// <summary>How many teams may be in use at once.</summary>
    public const int MostInUse = 500;

    /// <summary>How many roles fit into one of its lists.</summary>
    public const int MostRoles = 50;

    private Team()
    {
    }

    /// <summary>The public id.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The name as it is compared: no two teams that are in use have the same.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>The roles its invitations begin with.</summary>
    public IReadOnlyList<TeamRole> DefaultRoles { get; private set; } = [];

    /// <summary>The roles its leads may grant.</summary>
    public IReadOnlyList<TeamRole> GrantableRoles { get; private set; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was archived: nobody is invited into it any more, what is open goes on.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>Concurrency token: raised by every change.</summary>
    public long Version { get; private set; }

    /// <summary>Who leads it.</summary>
    public IList<TeamLead> Leads { get; private set; } = [];

    /// <summary>Makes a team.</summary>
    public static Team Create(Guid id, string name, IReadOnlyList<TeamRole> defaultRoles, IReadOnlyList<TeamRole> grantableRoles, DateTimeOffset now) => new()
    {
        Id = id,
        Name = Tidy(name),
        NameKey = KeyOf(name),
        DefaultRoles = defaultRoles,
        GrantableRoles = grantableRoles,
        CreatedAt = now,
    };

    /// <summary>A name without blanks around it or more than one between its words; blanks of other widths become usual ones.</summary>
    public static string Tidy(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>How a name is compared: without case, and the same however its accents were typed.</summary>
    public static string KeyOf(string name) => Tidy(name).Normalize().ToUpperInvariant();

    /// <summary>Calls it something else; false when that is its name already.</summary>
    public bool Rename(string name)
    {
        if (Tidy(name) is var tidy && tidy == Name)
        {
            return false;
        }

        (Name, NameKey) = (tidy, KeyOf(tidy));
        return true;
    }

    /// <summary>Takes it out of use; false when it is that already.</summary>
    public bool Archive(DateTimeOffset now)
    {
        if (ArchivedAt is not null)
        {
            return false;
        }

        ArchivedAt = now;
        return true;
    }

    /// <summary>Takes it back into use; false when it is that already.</summary>
    public bool Restore()
    {
        if (ArchivedAt is null)
        {
            return false;
        }

        ArchivedAt = null;
        return true;
    }

    /// <summary>Changes what its invitations begin with and what its leads may grant; false when nothing differs.</summary>
    public bool ChangeRoles(IReadOnlyList<TeamRole> defaultRoles, IReadOnlyList<TeamRole> grantableRoles)
    {
        if (DefaultRoles.SequenceEqual(defaultRoles) && GrantableRoles.SequenceEqual(grantableRoles))
        {
            return false;
        }

        (DefaultRoles, GrantableRoles) = (defaultRoles, grantableRoles);
        return true;
    }

    /// <summary>Makes somebody lead it; false when they do already, or when there is no room for another.</summary>
    public bool AddLead(TeamLead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        if (Leads.Count >= MostLeads || Leads.Any(known => known.Subject == lead.Subject))
        {
            return false;
        }

        Leads.Add(lead);
        return true;
    }

    /// <summary>Ends somebody's leading it; null when they don't.</summary>
    public TeamLead? RemoveLead(string subject)
    {
        if (Leads.FirstOrDefault(lead => lead.Subject == subject) is not { } lead)
        {
            return null;
        }

        Leads.Remove(lead);
        return lead;
    }
}

/// <summary>A role as a team holds it.</summary>
public sealed record TeamRole(string Id, string Name);

/// <summary>Somebody who leads a team.</summary>
public sealed class TeamLead
{
    /// <summary>Longest name kept, in characters.</summary>
    public const int LongestName = 300;

    /// <summary>Longest address kept, in characters.</summary>
    public const int LongestEmail = 320;

    private TeamLead()
    {
    }

    /// <summary>Which team.</summary>
    public Guid TeamId { get; private set; }

    /// <summary>The person's account in Auth0.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Their name when they were chosen.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Their address when they were chosen.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Makes somebody lead a team; whoever has no name in Auth0 goes by their address.</summary>
    public static TeamLead Of(Guid teamId, string subject, string name, string email) =>
        new() { TeamId = teamId, Subject = subject, Name = Fit(name.Length > 0 ? name : email, LongestName), Email = Fit(email, LongestEmail) };

    private static string Fit(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
