using AdminPortal.Invites;
using AdminPortal.Teams;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Requests;

/// <summary>Lets somebody choose a team, and roles within it.</summary>
public sealed partial class TeamAndRolesFields
{
    /// <summary>What is being chosen.</summary>
    [Parameter, EditorRequired]
    public required TeamAndRoles Choice { get; set; }

    /// <summary>What is said when there is no team to choose.</summary>
    [Parameter, EditorRequired]
    public required string NoTeams { get; set; }

    /// <summary>What is wrong with the choice.</summary>
    [Parameter]
    public IReadOnlyList<InvalidField> Problems { get; set; } = [];

    /// <summary>Another team or role was chosen.</summary>
    [Parameter]
    public EventCallback OnChosen { get; set; }

    /// <summary>What stands beside the team.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private bool HasTeamProblem => Problems.Any(problem => problem.Field == nameof(ApprovedTerms.TeamId));

    private string RolesHint => (Choice.Team, Choice.Roles.Count, Choice.Offer.RolesReadAt) switch
    {
        (_, _, null) => "The tenant's roles could not be read yet, so none can be given.",
        (null, _, _) => "The team decides which roles there are.",
        (_, 0, _) => "No role can be given in this team.",
        _ => "",
    };

    private Task ChooseTeamAsync(ChangeEventArgs change)
    {
        Choice.ChooseTeam(change.Value as string);
        return OnChosen.InvokeAsync();
    }

    private Task ChooseRoleAsync(RoleChoice role, bool chosen)
    {
        Choice.Choose(role, chosen);
        return OnChosen.InvokeAsync();
    }
}
