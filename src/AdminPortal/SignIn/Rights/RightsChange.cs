using AdminPortal.Auth0;
using AdminPortal.Shell;

namespace AdminPortal.SignIn;

/// <summary>What gives somebody their rights, as far as a page has to notice when it changes.</summary>
/// <param name="RoleName">Their roles by name; empty without any.</param>
/// <param name="Teams">The teams they lead, in one fixed order.</param>
public sealed record DrawnRights(string RoleName, string Teams)
{
    /// <summary>Those of a person at this moment.</summary>
    public static DrawnRights Of(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return new DrawnRights(person.RoleName, string.Join(' ', person.LedTeams.Order()));
    }
}

/// <summary>What happened to somebody's rights while their page was open, in words.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What follows, and what to do.</param>
public sealed record RightsChange(string Title, string Text)
{
    /// <summary>What lies between the rights a page was drawn with and those of this moment; null when nothing does.</summary>
    public static RightsChange? Between(DrawnRights before, DrawnRights now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        return (before, now) switch
        {
            _ when before == now => null,
            _ when before.RoleName == now.RoleName => new RightsChange("You lead other teams now.", "What belongs to a team that you no longer lead is refused from now on."),
            ({ RoleName.Length: 0 }, _) => new RightsChange("You have a role now.", $"You are {now.RoleName}."),
            (_, { RoleName.Length: 0 }) => new RightsChange("Your role was taken away.", $"You were {before.RoleName}. Everything is refused from now on; a company admin can give the role back."),
            _ => new RightsChange("Your role has changed:", $"you were {before.RoleName}, now {now.RoleName}. What you may no longer do is refused from now on."),
        };
    }

    /// <summary>That only reading is left, because nobody says who holds which role.</summary>
    public static RightsChange Narrowed(Person person, PortalRoleMembers members, TenantState tenant, ViewerZone zone)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(tenant);
        var role = person.Roles.Where(role => !members.IsKnown(role)).OrderBy(members.ReadAt).First();
        var since = members.ReadAt(role) is { } readAt ? $" since {TimeWords.Clock(readAt, zone)}" : "";
        var why = tenant.Answers && person.May(Right.SeeTenantProblems) && members.Problem(role) is { } problem
            ? $"Who holds {members.NameOf(role)} could not be read{since}: {problem.TrimEnd('.')}."
            : tenant.Answers ? $"Who holds {members.NameOf(role)} could not be read{since}." : $"Auth0 has not answered{since}.";
        return new RightsChange("Rights are narrowed to reading:", $"{why} Reading goes on; it is tried again every {WatchPace.Wanted.TotalSeconds:0} seconds.");
    }
}
