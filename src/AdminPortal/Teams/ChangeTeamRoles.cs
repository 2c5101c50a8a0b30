using FluentValidation;

namespace AdminPortal.Teams;

/// <summary>Says which roles a team's invitations begin with and which its leads may grant; invitations that are recorded keep theirs.</summary>
public sealed class ChangeTeamRoles(TeamEditing teams, OfferedRoles offered)
{
    /// <summary>Changes both lists; what it does not allow, it says in a sentence.</summary>
    public Task<ChangeTeamRolesOutcome> HandleAsync(ChangeTeamRolesRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return teams.ChangeAsync(request.Id, new ChangeTeamRolesOutcome.NotAllowed(), new ChangeTeamRolesOutcome.NotFound(), edit => ChangeAsync(edit, request, cancellationToken), cancellationToken);
    }

    private async Task<ChangeTeamRolesOutcome> ChangeAsync(TeamEdit edit, ChangeTeamRolesRequest request, CancellationToken cancellationToken)
    {
        var (team, offer) = (edit.Team, offered.Read());
        if (new ChangeTeamRolesValidator(team, offer).Validate(request).Errors is [var wrong, ..])
        {
            return new ChangeTeamRolesOutcome.Invalid(wrong.ErrorMessage);
        }

        var (defaultsBefore, grantableBefore) = (team.DefaultRoles, team.GrantableRoles);
        var (defaults, grantable) = (Chosen(request.DefaultRoleIds, defaultsBefore, offer), Chosen(request.GrantableRoleIds, grantableBefore, offer));
        if (!request.AdministrativeRolesConfirmed && (New(defaults, defaultsBefore), New(grantable, grantableBefore)) is var (asDefault, asGrantable) && asDefault.Count + asGrantable.Count > 0)
        {
            return new ChangeTeamRolesOutcome.ConfirmAdministrativeRoles(asDefault, asGrantable);
        }

        if (team.ChangeRoles(defaults, grantable))
        {
            await edit.SaveAsync(TeamAudit.OfRolesChanged(team, defaultsBefore, grantableBefore, edit.By.AsActor(), edit.Now), cancellationToken);
        }

        return new ChangeTeamRolesOutcome.Changed(team.Name, [.. defaults.Select(role => role.Name)], [.. grantable.Select(role => role.Name)]);
    }

    // In the order of the offer, as named in the tenant today; what is no longer on offer stands last.
    private static IReadOnlyList<TeamRole> Chosen(IReadOnlyCollection<string> ids, IReadOnlyList<TeamRole> before, RoleOffer offer) =>
    [
        .. offer.Roles.Where(role => ids.Contains(role.Id)).Select(role => new TeamRole(role.Id, role.Name)),
        .. before.Where(role => ids.Contains(role.Id) && offer.Roles.All(each => each.Id != role.Id)),
    ];

    private IReadOnlyList<string> New(IReadOnlyList<TeamRole> roles, IReadOnlyList<TeamRole> before) =>
        [.. roles.Where(role => offered.IsAdministrative(role.Name) && before.All(each => each.Id != role.Id)).Select(role => role.Name)];
}

/// <summary>What two lists of roles must hold together; what a list has may stay in it although it is no longer on offer, what it gets must be.</summary>
internal sealed class ChangeTeamRolesValidator : AbstractValidator<ChangeTeamRolesRequest>
{
    public ChangeTeamRolesValidator(Team team, RoleOffer offer)
    {
        RuleFor(request => request.GrantableRoleIds).Custom((ids, context) => Check(ids, team.GrantableRoles, offer, context.AddFailure));
        RuleFor(request => request.DefaultRoleIds).Custom((ids, context) => Check(ids, team.DefaultRoles, offer, context.AddFailure));
        RuleFor(request => request).Custom((request, context) =>
        {
            var names = offer.Roles.Select(role => new TeamRole(role.Id, role.Name)).Concat(team.DefaultRoles);
            if (names.FirstOrDefault(role => request.DefaultRoleIds.Contains(role.Id) && !request.GrantableRoleIds.Contains(role.Id)) is { } outside)
            {
                context.AddFailure($"Invitations would begin with {outside.Name}, which leads may not grant. Let them grant it, or leave it out.");
            }
        });
    }

    private static void Check(IReadOnlyCollection<string> ids, IReadOnlyList<TeamRole> before, RoleOffer offer, Action<string> fail)
    {
        if (ids.Count > Team.MostRoles)
        {
            fail($"{ids.Count} roles are more than a list holds; at most {Team.MostRoles} fit.");
        }
        else if (ids.Any(id => before.All(role => role.Id != id) && offer.Roles.All(role => role.Id != id)))
        {
            fail(offer.ReadAt is null
                ? "The tenant's roles could not be read yet, so none can be chosen. Try again in a moment."
                : "A role is no longer on offer. Choose the roles again.");
        }
    }
}
