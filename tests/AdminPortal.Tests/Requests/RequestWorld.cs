using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Auth0Emulator;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Requests;

/// <summary>Two teams, two leads and two admins around a portal and a tenant on one clock.</summary>
internal sealed class RequestWorld : IAsyncDisposable
{
    public const string Lead = "lead@example.com";
    public const string OtherLead = "elin@example.com";
    public const string Admin = InviteWorld.Admin;
    public const string OtherAdmin = "mira@example.com";
    public const string Support = "support@example.com";
    public const string Bruno = "bruno.klein@example.com";

    private RequestWorld(InviteWorld invites) => Invites = invites;

    /// <summary>The invitations of this world.</summary>
    public InviteWorld Invites { get; }

    public PortalHost Portal => Invites.Portal;

    /// <summary>Led by Lee Lead, whose members may be Member or Billing.</summary>
    public Guid FieldSales { get; private set; }

    /// <summary>Led by Elin Lindqvist, whose members may be Member or Deploy.</summary>
    public Guid Platform { get; private set; }

    public static async Task<RequestWorld> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var world = new RequestWorld(await InviteWorld.StartAsync(new PortalHostOptions
        {
            Settings = settings ?? new Dictionary<string, string?>(StringComparer.Ordinal),
            Seed = PortalHostOptions.AnyPort with
            {
                People =
                [
                    .. TenantSeed.Default.People,
                    new SeededPerson(OtherLead) { Name = "Elin Lindqvist", Roles = ["Portal Team Lead"] },
                    new SeededPerson(OtherAdmin) { Name = "Mira Kovač", Roles = ["Portal Admin"] },
                ],
            },
        }));
        world.FieldSales = await world.AddTeamAsync("Field sales", Lead, "Member", "Billing");
        world.Platform = await world.AddTeamAsync("Platform", OtherLead, "Member", "Deploy");
        return world;
    }

    public async Task<Guid> AddTeamAsync(string name, string lead, params string[] grantable)
    {
        await using var db = await Invites.ContextAsync();
        var roles = Portal.Get<InviteChoices>().Read().Roles.Where(role => grantable.Contains(role.Name)).Select(role => new TeamRole(role.Id, role.Name)).ToList();
        var team = Team.Create(Guid.CreateVersion7(Invites.Now), name, [.. roles.Where(role => role.Name == "Member")], roles, Invites.Now);
        await using var who = Portal.SignedInAs(lead);
        team.Leads.Add(TeamLead.Of(team.Id, who.Who!.Subject, who.Who.Name, who.Who.Email));
        db.Teams.Add(team);
        await db.SaveChangesAsync();
        return team.Id;
    }

    public async Task ArchiveAsync(Guid team)
    {
        await using var db = await Invites.ContextAsync();
        Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE Teams SET ArchivedAt = {Invites.Now.UtcTicks} WHERE Id = {team}"));
    }

    public AskForInvitesRequest Wish(string[] addresses, Guid? team = null, params string[] roles) => new()
    {
        Addresses = addresses,
        TeamId = team ?? FieldSales,
        RoleIds = RoleIds(roles),
        Lifetime = TimeSpan.FromDays(7),
        Message = "Welcome!",
        Reason = "He starts on Monday.",
    };

    public IReadOnlyList<string> RoleIds(params string[] names) => Invites.WithRoles(InviteWorld.Request(), names).RoleIds;

    public Task<AskOutcome> AskAsync(AskForInvitesRequest wish, string by = Lead) => AskAsync(Portal, wish, by);

    public static async Task<AskOutcome> AskAsync(PortalHost portal, AskForInvitesRequest wish, string by)
    {
        await using var scope = portal.SignedInAs(by);
        return await scope.Get<AskForInvites>().HandleAsync(wish);
    }

    /// <summary>One request that waits, of Lee Lead for Field sales unless a test says otherwise.</summary>
    public async Task<Guid> AskedAsync(string address = Bruno, string by = Lead, AskForInvitesRequest? wish = null)
    {
        var outcome = Assert.IsType<AskOutcome.Recorded>(await AskAsync(wish ?? Wish([address], by == Lead ? FieldSales : Platform, "Member"), by));
        Assert.Empty(outcome.NotAsked);
        return Assert.Single(outcome.Asked).Id;
    }

    public Task<ApproveOutcome> ApproveAsync(Guid id, ApprovedTerms? instead = null, string by = Admin, bool confirmed = false) =>
        ApproveAsync(Portal, new Approval { Id = id, Instead = instead, AdministrativeRolesConfirmed = confirmed }, by);

    public static async Task<ApproveOutcome> ApproveAsync(PortalHost portal, Approval approval, string by)
    {
        await using var scope = portal.SignedInAs(by);
        return await scope.Get<ApproveRequest>().HandleAsync(approval);
    }

    public async Task<AnswerOutcome> DeclineAsync(Guid id, string? note = null, string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<DeclineRequest>().HandleAsync(id, note);
    }

    public async Task<AnswerOutcome> CloseAsync(Guid id, string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<CloseRequest>().HandleAsync(id);
    }

    public async Task<AnswerOutcome> WithdrawAsync(Guid id, string by = Lead)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<WithdrawRequest>().HandleAsync(id);
    }

    public async Task<RequestPage> ListAsync(string by, RequestListQuery? query = null)
    {
        await using var scope = Portal.SignedInAs(by);
        return Assert.IsType<RequestListOutcome.Page>(await scope.Get<RequestList>().HandleAsync(query ?? new RequestListQuery())).Requests;
    }

    public async Task<int?> CountAsync(string by)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<RequestCount>().HandleAsync();
    }

    public async Task<InviteRequest> RequestAsync(Guid id)
    {
        await using var db = await Invites.ContextAsync();
        return await db.InviteRequests.AsNoTracking().SingleAsync(request => request.Id == id);
    }

    public async Task<int> RequestsAsync()
    {
        await using var db = await Invites.ContextAsync();
        return await db.InviteRequests.CountAsync();
    }

    /// <summary>What the audit says was refused, as right and subject.</summary>
    public async Task<IReadOnlyList<(string Right, string Subject)>> RefusedAsync()
    {
        await using var db = await Invites.ContextAsync();
        var refused = await db.AuditEntries.Where(entry => entry.Outcome == AuditOutcome.Refused).OrderBy(entry => entry.Number).ToListAsync();
        return [.. refused.Select(entry => (System.Text.Json.JsonDocument.Parse(entry.Details).RootElement.GetProperty("right").GetString()!, entry.Subject))];
    }

    public async Task<AuditEntry> AuditAsync(Guid id, string action)
    {
        await using var db = await Invites.ContextAsync();
        var subject = id.ToString();
        return await db.AuditEntries.AsNoTracking().SingleAsync(entry => entry.Subject == subject && entry.Action == action);
    }

    public ValueTask DisposeAsync() => Invites.DisposeAsync();
}
