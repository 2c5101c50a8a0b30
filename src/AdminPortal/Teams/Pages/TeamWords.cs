using AdminPortal.Shell;

namespace AdminPortal.Teams;

/// <summary>The words around teams: what will happen and to whom, and what became of it.</summary>
public static class TeamWords
{
    /// <summary>What is said when the database took nothing.</summary>
    internal const string NothingChanged = "The database did not answer. Nothing was changed; try again.";

    private const string NotAllowed = "Your role does not carry the right to manage teams. Ask a company admin.";
    private const string Gone = "Reload the page to see what there is.";

    /// <summary>The question before a team goes out of use.</summary>
    public static Question AskArchive(TeamRow team) => new(
        $"Archive {team.Name}?",
        $"Nobody can be invited into it any more. {team.Invites.Open switch
        {
            0 => "It has no open invitations.",
            1 => "Its 1 open invitation keeps running and is listed here.",
            var open => $"Its {open} open invitations keep running and are listed here.",
        }}",
        "Archive");

    /// <summary>The question before somebody leads a team no longer.</summary>
    public static Question AskRemoveLead(TeamRow team, LeadRow lead) => new(
        $"Remove {lead.Name} as a lead of {team.Name}?",
        $"They no longer see the invitations of {team.Name}, also in pages they have open. Nothing changes in Auth0, and they are not told.",
        "Remove",
        "Keep");

    /// <summary>The question before administrative roles can be given away by way of a team.</summary>
    public static Question AskAdministrative(TeamRow team, ChangeTeamRolesOutcome.ConfirmAdministrativeRoles roles)
    {
        var names = Listed([.. roles.AsGrantable.Union(roles.AsDefault, StringComparer.Ordinal)]);
        return new Question(
            $"Give away {names} through {team.Name}?",
            string.Join(' ', new[]
            {
                roles.AsGrantable.Count > 0 ? $"Its leads may grant {Listed(roles.AsGrantable)}." : null,
                roles.AsDefault.Count > 0 ? $"Its invitations begin with {Listed(roles.AsDefault)}." : null,
                "Administrative roles open more than their holder's own work.",
            }.OfType<string>()),
            "Change roles",
            "Back");
    }

    /// <summary>What somebody still lacks before leading a team counts.</summary>
    public static string Missing(string person, string role) => $"{person} does not hold {role} in Auth0 yet: give it there, then this counts.";

    /// <summary>What came of making a team.</summary>
    public static Told Created(TeamOutcome outcome) => outcome.Match(
        it => new Told(true, $"{it.Name} is made", "Say who leads it, and which roles go with it."),
        _ => new Told(false, "The team was not made", NotAllowed),
        _ => new Told(false, "The team was not made", Gone),
        it => new Told(false, "The team was not made", it.Why));

    /// <summary>What came of calling a team something else.</summary>
    public static Told Renamed(TeamOutcome outcome, string before) => outcome.Match(
        it => new Told(true, $"{before} is named {it.Name} now"),
        _ => new Told(false, $"{before} was not renamed", NotAllowed),
        _ => new Told(false, $"{before} is gone", Gone),
        it => new Told(false, $"{before} was not renamed", it.Why));

    /// <summary>What came of archiving a team.</summary>
    public static Told Archived(TeamOutcome outcome, string name) => outcome.Match(
        it => new Told(true, $"{it.Name} is archived", "Its open invitations keep running."),
        _ => new Told(false, $"{name} was not archived", NotAllowed),
        _ => new Told(false, $"{name} is gone", Gone),
        it => new Told(false, $"{name} was not archived", it.Why));

    /// <summary>What came of restoring a team.</summary>
    public static Told Restored(TeamOutcome outcome, string name) => outcome.Match(
        it => new Told(true, $"{it.Name} is in use again", "People can be invited into it."),
        _ => new Told(false, $"{name} was not restored", NotAllowed),
        _ => new Told(false, $"{name} is gone", Gone),
        it => new Told(false, $"{name} was not restored", it.Why));

    /// <summary>What came of changing a team's roles.</summary>
    public static Told RolesChanged(ChangeTeamRolesOutcome outcome, string name) => outcome.Match(
        it => new Told(true, $"The roles of {it.Name} are changed", $"Its leads may grant {OrNone(it.GrantableRoles)}; its invitations begin with {OrNone(it.DefaultRoles)}."),
        _ => new Told(false, $"The roles of {name} were not changed", "Which roles are administrative has changed meanwhile. Look at them again."),
        _ => new Told(false, $"The roles of {name} were not changed", NotAllowed),
        _ => new Told(false, $"{name} is gone", Gone),
        it => new Told(false, $"The roles of {name} were not changed", it.Why));

    /// <summary>What came of making somebody lead a team.</summary>
    public static Told LeadAdded(AddLeadOutcome outcome, string team, string person) => outcome.Match(
        it => new Told(true, $"{it.Person} leads {it.Team}", it.MissingRole is { } role ? Missing(it.Person, role) : null),
        _ => new Told(false, $"{person} was not made a lead", NotAllowed),
        _ => new Told(false, $"{team} is gone", Gone),
        it => new Told(false, $"{person} was not made a lead", it.Why));

    /// <summary>What came of ending somebody's leading a team.</summary>
    public static Told LeadRemoved(TeamOutcome outcome, string team, string person) => outcome.Match(
        it => new Told(true, $"{person} does not lead {it.Name} any more"),
        _ => new Told(false, $"{person} was not removed", NotAllowed),
        _ => new Told(false, $"{team} is gone", Gone),
        it => new Told(false, $"{person} was not removed", it.Why));

    private static string OrNone(IReadOnlyList<string> roles) => roles.Count == 0 ? "none" : Listed(roles);

    private static string Listed(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
