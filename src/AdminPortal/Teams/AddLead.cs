using AdminPortal.SignIn;

namespace AdminPortal.Teams;

/// <summary>Makes somebody of the tenant lead a team.</summary>
public sealed class AddLead(TeamEditing teams, PortalRoleMembers roles)
{
    /// <summary>Adds the person; they may see and resend its invitations as soon as they hold the tenant's role for leads.</summary>
    public Task<AddLeadOutcome> HandleAsync(Guid teamId, FoundPerson person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return teams.ChangeAsync<AddLeadOutcome>(
            teamId,
            new AddLeadOutcome.NotAllowed(),
            new AddLeadOutcome.NotFound(),
            async edit =>
            {
                var lead = TeamLead.Of(edit.Team.Id, person.Subject, person.Name, person.Email);
                if (edit.Team.Leads.Any(known => known.Subject == lead.Subject))
                {
                    return new AddLeadOutcome.NotPossible($"{lead.Name} leads {edit.Team.Name} already.");
                }

                if (person.Blocked)
                {
                    return new AddLeadOutcome.NotPossible($"{lead.Name} is blocked in Auth0 and could not sign in. Unblock the account there first.");
                }

                if (!edit.Team.AddLead(lead))
                {
                    return new AddLeadOutcome.NotPossible($"{edit.Team.Name} has {Team.MostLeads} leads; there can't be more. Remove one first.");
                }

                await edit.SaveAsync(TeamAudit.OfLeadAdded(edit.Team, lead, edit.By.AsActor(), edit.Now), cancellationToken);
                return new AddLeadOutcome.Added(edit.Team.Name, lead.Name, roles.MissingLeadRole(lead.Subject));
            },
            cancellationToken);
    }
}

/// <summary>What became of a request to make somebody lead a team.</summary>
public abstract record AddLeadOutcome
{
    private AddLeadOutcome()
    {
    }

    /// <summary>They lead it now. <paramref name="MissingRole"/> names the role they need in Auth0 before that counts; null when they hold it, or that can't be told.</summary>
    public sealed record Added(string Team, string Person, string? MissingRole) : AddLeadOutcome;

    /// <summary>Nobody is signed in, or the person who asks may not manage teams; the refusal is in the audit.</summary>
    public sealed record NotAllowed : AddLeadOutcome;

    /// <summary>There is no such team.</summary>
    public sealed record NotFound : AddLeadOutcome;

    /// <summary>It can't be done; the sentence says why.</summary>
    public sealed record NotPossible(string Why) : AddLeadOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Added, T> added, Func<NotAllowed, T> notAllowed, Func<NotFound, T> notFound, Func<NotPossible, T> notPossible) => this switch
    {
        Added it => added(it),
        NotAllowed it => notAllowed(it),
        NotFound it => notFound(it),
        NotPossible it => notPossible(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
