using AdminPortal.Data;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Checks what people are to be invited to before anything is recorded: lifetime, message, team, and roles against what this person may give.</summary>
public sealed class InviteTerms(CurrentPerson person, InviteChoices choices, IDbContextFactory<PortalDb> contexts)
{
    /// <summary>Whether this can be agreed with whoever acts by this right; asking beyond it is noted.</summary>
    public async Task<InviteTermsOutcome> CheckAsync(InviteUsersRequest request, Person by, Right right, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(by);
        var offer = choices.Read();
        var problems = (await new InviteUsersValidator(offer).ValidateAsync(request, cancellationToken)).Errors;
        if (problems.Count > 0)
        {
            return new InviteTermsOutcome.Invalid([.. problems.Select(problem => new InvalidField(problem.PropertyName, problem.ErrorMessage))]);
        }

        var team = await FindTeamAsync(request.TeamId, cancellationToken);
        if (!by.May(right, request.TeamId))
        {
            await person.RefusedAsync(by, right, request.TeamId?.ToString() ?? "");
            return Invalid(nameof(request.TeamId), "Choose one of the teams you lead.");
        }

        if (WhyNotInto(request.TeamId, team) is { } whyNotInto)
        {
            return Invalid(nameof(request.TeamId), whyNotInto);
        }

        var grantable = GrantableRoles.Of(by, right, team, offer);
        var beyond = request.RoleIds.Where(id => grantable.All(role => role.Id != id)).Distinct(StringComparer.Ordinal).ToList();
        if (beyond.Count > 0)
        {
            await person.RefusedAsync(by, right, beyond[0]);
            return Invalid(nameof(request.RoleIds), WhyBeyond(beyond, offer));
        }

        var roles = grantable.Where(role => request.RoleIds.Contains(role.Id, StringComparer.Ordinal)).ToList();
        var administrative = roles.Where(role => role.Administrative).Select(role => role.Name).ToList();
        return administrative.Count > 0 && !request.AdministrativeRolesConfirmed
            ? new InviteTermsOutcome.ConfirmAdministrativeRoles(administrative)
            : new InviteTermsOutcome.Agreed([.. roles.Select(role => new GrantedRole(role.Id, role.Name, role.Administrative))]);
    }

    /// <summary>Why nobody can be invited, or moved, into a team; null when they can.</summary>
    internal static string? WhyNotInto(Guid? id, Team? team) => (id, team) switch
    {
        (null, _) => null,
        (_, null) => "There is no such team. Choose another.",
        (_, { ArchivedAt: not null }) => $"{team.Name} is archived: restore it first, or choose another team.",
        _ => null,
    };

    private async Task<Team?> FindTeamAsync(Guid? id, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Teams.AsNoTracking().SingleOrDefaultAsync(team => team.Id == id, cancellationToken);
    }

    private static string WhyBeyond(List<string> beyond, InviteOffer offer)
    {
        var known = offer.Roles.Where(role => beyond.Contains(role.Id)).Select(role => role.Name).ToList();
        return known.Count == beyond.Count
            ? $"You may not give {InviteWords.Listed(known)} in this team. Ask a company admin."
            : "A role is no longer on offer. Choose the roles again.";
    }

    private static InviteTermsOutcome.Invalid Invalid(string field, string why) => new([new InvalidField(field, why)]);
}

/// <summary>Whether what people are to be invited to can be.</summary>
public abstract record InviteTermsOutcome
{
    private InviteTermsOutcome()
    {
    }

    /// <summary>It can, with these roles.</summary>
    public sealed record Agreed(IReadOnlyList<GrantedRole> Roles) : InviteTermsOutcome;

    /// <summary>It can't, each part with its sentence.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Problems) : InviteTermsOutcome;

    /// <summary>Administrative roles are among those asked for and nobody has confirmed them.</summary>
    public sealed record ConfirmAdministrativeRoles(IReadOnlyList<string> RoleNames) : InviteTermsOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Agreed, T> agreed, Func<Invalid, T> invalid, Func<ConfirmAdministrativeRoles, T> confirmAdministrativeRoles) => this switch
    {
        Agreed it => agreed(it),
        Invalid it => invalid(it),
        ConfirmAdministrativeRoles it => confirmAdministrativeRoles(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
