using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Teams;

/// <summary>What a page of the teams finds around it, and what can be done to it.</summary>
public abstract class TeamsContext : PageContext
{
    /// <summary>The account of the person who is signed in.</summary>
    protected const string Mira = "auth0|mira";

    /// <summary>Uses a use case as whoever is signed in.</summary>
    protected Task<T> UseAsync<TUseCase, T>(Func<TUseCase, Task<T>> use)
        where TUseCase : notnull => use(Services.GetRequiredService<TUseCase>());

    /// <summary>A team, with somebody who leads it when a name is given.</summary>
    protected async Task<Guid> TeamAsync(string name, string? lead = null, string? subject = null)
    {
        var id = Assert.IsType<TeamOutcome.Done>(await UseAsync((CreateTeam create) => create.HandleAsync(name))).Id;
        if (lead is not null)
        {
            Assert.IsType<AddLeadOutcome.Added>(await UseAsync((AddLead add) => add.HandleAsync(id, new FoundPerson(subject ?? $"auth0|{lead.Replace(' ', '.')}", lead, "lead@example.com"))));
        }

        return id;
    }

    /// <summary>A team as a row shows it.</summary>
    protected async Task<TeamRow> RowAsync(Guid id) => Assert.IsType<TeamDetailsOutcome.Found>(await UseAsync((TeamDetails details) => details.HandleAsync(id))).Facts.Row;

    /// <summary>A pending invitation into a team.</summary>
    protected async Task<Guid> OpenInviteAsync(Guid team)
    {
        var id = await RecordedAsync(InviteStatus.Sent);
        await ChangeDatabaseAsync($"UPDATE Invites SET TeamId = '{team.ToString().ToUpperInvariant()}'");
        return id;
    }

    /// <summary>Whoever is signed in is no admin any more, but holds the role of leads.</summary>
    protected void OnlyLead()
    {
        TakeTheRoleAway();
        Services.GetRequiredService<PortalRoleMembers>().Learn(PortalRole.TeamLead, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new(Mira, "mira@example.com", "Mira Kovač")]));
    }

    /// <summary>From now on the database can't say anything of teams.</summary>
    protected Task HideTeamsAsync() => ChangeDatabaseAsync("ALTER TABLE Teams RENAME TO HiddenTeams");

    /// <summary>It can again.</summary>
    protected Task ShowTeamsAsync() => ChangeDatabaseAsync("ALTER TABLE HiddenTeams RENAME TO Teams");

    /// <summary>From now on it takes no change of a team.</summary>
    protected Task KeepTeamsAsTheyAreAsync() => ChangeDatabaseAsync("""
        CREATE TRIGGER NoNewTeam BEFORE INSERT ON Teams BEGIN SELECT RAISE(ABORT, 'disk full'); END;
        CREATE TRIGGER NoOtherTeam BEFORE UPDATE ON Teams BEGIN SELECT RAISE(ABORT, 'disk full'); END
        """);

    private async Task ChangeDatabaseAsync(string sql)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
