using AdminPortal.SignIn;

namespace AdminPortal.Tests.Matrix;

/// <summary>Somebody who calls every use case.</summary>
/// <param name="Name">How the test calls them.</param>
/// <param name="Email">Their account in the tenant; null for nobody.</param>
/// <param name="Role">The role they hold here.</param>
/// <param name="Leads">Whether they lead the team Sales.</param>
public sealed record Caller(string Name, string? Email, PortalRole? Role, bool Leads = false)
{
    /// <summary>Everybody there can be.</summary>
    public static IReadOnlyList<Caller> All { get; } =
    [
        new("an admin", "admin@example.com", PortalRole.Admin),
        new("the lead of Sales", "lead@example.com", PortalRole.TeamLead, Leads: true),
        new("a lead without a team", "idle-lead@example.com", PortalRole.TeamLead),
        new("support", "support@example.com", PortalRole.Support),
        new("somebody without a role", "outsider@example.com", null),
        new("nobody", null, null),
    ];

    /// <summary>What the table says about this person.</summary>
    /// <param name="useCase">What is to be done.</param>
    /// <param name="place">To what; null when it belongs nowhere.</param>
    /// <param name="isNarrowed">Whether Auth0 has been silent for more than ten minutes.</param>
    /// <param name="leadsMayInvite">The setting.</param>
    public Verdict Expected(UseCase useCase, Place? place, bool isNarrowed, bool leadsMayInvite)
    {
        ArgumentNullException.ThrowIfNull(useCase);
        var right = useCase.Right;
        if (Role is not { } role || (isNarrowed && !RightsMatrix.OnlyReads(right)))
        {
            return Verdict.Refused;
        }

        var reach = (right, role) switch
        {
            (Right.InvitePeople, PortalRole.TeamLead) when !leadsMayInvite => Reach.None,
            (Right.AskForInvites, PortalRole.TeamLead) when leadsMayInvite => Reach.None,
            _ => RightsMatrix.ReachOf(right, role),
        };
        return reach switch
        {
            Reach.None => Verdict.Refused,
            Reach.Everything => Verdict.Done,
            Reach.LedTeams => place is null || (Leads && place == Place.OwnTeam) ? Verdict.Done : Verdict.NotFound,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
