using System.Globalization;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Auth0Emulator;
using Auth0Emulator.Tenant;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Matrix;

/// <summary>A portal with two teams, in which every call finds something fresh to be done to.</summary>
internal sealed class MatrixBench : IAsyncDisposable
{
    private static readonly TimeSpan ANewEvent = TimeSpan.FromSeconds(61);

    private readonly InviteWorld _world;
    private readonly Dictionary<Place, Guid?> _teams = [];
    private int _calls;

    private MatrixBench(InviteWorld world) => _world = world;

    public static async Task<MatrixBench> StartAsync(bool leadsMayInvite)
    {
        var world = await InviteWorld.StartAsync(new PortalHostOptions
        {
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Invites:LeadsMayInvite"] = leadsMayInvite ? "true" : "false",
                ["Invites:DailyPerInviter"] = "10000",
                ["Invites:DailyPerCompany"] = "10000",
            },
        });
        var bench = new MatrixBench(world);
        bench.AddIdleLead();
        bench._teams[Place.OwnTeam] = await bench.TeamAsync("Sales", "lead@example.com");
        bench._teams[Place.AnotherTeam] = await bench.TeamAsync("Platform", "admin@example.com");
        bench._teams[Place.NoTeam] = null;
        world.Pass(TimeSpan.Zero);
        return bench;
    }

    /// <summary>Calls a use case past every page; answers what it said, and how many refusals of this person the audit has more than before.</summary>
    public async Task<(Verdict Verdict, int Refusals, string Outcome)> CallAsync(Caller caller, UseCase useCase, Place? place, bool isNarrowed)
    {
        // The same refusal within a minute is the same event.
        _world.Pass(ANewEvent);
        var target = await TargetAsync(place);
        if (isNarrowed)
        {
            _world.AuthSilentFor(PortalRoleMembers.LastAnswerHolds + ANewEvent);
        }

        await using var scope = caller.Email is { } email ? _world.Portal.SignedInAs(email) : _world.Portal.SignedOut();
        var before = await RefusalsAsync(scope.Who?.Subject);
        var outcome = await useCase.CallAsync(scope, target);
        var refusals = await RefusalsAsync(scope.Who?.Subject) - before;
        return (Read(outcome), refusals, outcome?.ToString() ?? "null");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static Verdict Read(object? outcome) => outcome switch
    {
        null or false or UseCase.Nothing => Verdict.Refused,
        _ => outcome.GetType().Name switch
        {
            "NotAllowed" => Verdict.Refused,
            "NotFound" => Verdict.NotFound,
            _ => Verdict.Done,
        },
    };

    private async Task<Target> TargetAsync(Place? place)
    {
        var number = ++_calls;
        var team = _teams[place ?? Place.OwnTeam];
        var target = new Target { Number = number, Team = team };
        var invite = Sent(InviteTo($"pending{number}@example.com", team, isTest: false));
        var test = Sent(InviteTo($"test{number}@example.com", null, isTest: true));
        await using var db = await _world.ContextAsync();
        foreach (var earlier in await db.Invites.Where(each => each.IsTest && each.Status == InviteStatus.Sent).OrderBy(each => each.Number).ToListAsync())
        {
            earlier.Expire(earlier.ExpiresAt!.Value);
        }

        db.Invites.AddRange(invite, test);
        var request = InviteRequest.Create(
            Guid.CreateVersion7(_world.Now),
            new WantedPerson("", EmailAddress.Read(string.Create(CultureInfo.InvariantCulture, $"asked{number}@example.com")).Address!, null),
            new RequestedInvite(team ?? _teams[Place.OwnTeam]!.Value, [], TimeSpan.FromDays(3), null, null, null),
            place == Place.AnotherTeam ? new Inviter("auth0|somebody-else", "Somebody Else") : new Inviter(LeadId, "Lee Lead"),
            _world.Now);
        db.InviteRequests.Add(request);
        await db.SaveChangesAsync();
        return target with { Invite = invite.Id, Test = test.Id, Request = request.Id };
    }

    private string LeadId => _world.Tenant.State.Read(tenant => tenant.UserByEmail("lead@example.com", TenantSeed.ConnectionName)!.UserId);

    private Invite InviteTo(string address, Guid? team, bool isTest) => Invite.Create(
        Guid.CreateVersion7(_world.Now), EmailAddress.Read(address).Address!, null, [], TimeSpan.FromDays(7), null, new Inviter(Target.Inviter, "Mira Kovač"), _world.Now, isTest: isTest, teamId: team);

    private Invite Sent(Invite invite)
    {
        Assert.True(invite.ExpectAccount() && invite.AccountFound("auth0|" + invite.AccountId) && invite.RequestMail(_world.Now, _world.Now.AddDays(7), _world.Now.AddDays(7), _world.Now.AddSeconds(45)) && invite.Send(_world.Now));
        return invite;
    }

    private async Task<Guid> TeamAsync(string name, string lead)
    {
        var member = _world.Tenant.State.Read(tenant => tenant.Roles.Single(role => role.Name == "Member"));
        var user = _world.Tenant.State.Read(tenant => tenant.UserByEmail(lead, TenantSeed.ConnectionName)!);
        var team = Team.Create(Guid.CreateVersion7(_world.Now), name, [], [new TeamRole(member.Id, member.Name)], _world.Now);
        await using var db = await _world.ContextAsync();
        db.Teams.Add(team);
        db.TeamLeads.Add(TeamLead.Of(team.Id, user.UserId, user.Name, user.Email));
        await db.SaveChangesAsync();
        return team.Id;
    }

    private void AddIdleLead() => _world.Tenant.State.Change(tenant =>
    {
        var user = NewUsers.Shape("idle-lead@example.com", TenantSeed.ConnectionName, PasswordHash.Of(TenantSeed.Password), _world.Now) with { Name = "Ida Idle", EmailVerified = true };
        tenant.PutUser(user, _world.Now);
        tenant.RoleMembers.Add(new RoleMember(tenant.Roles.Single(role => role.Name == "Portal Team Lead").Id, tenant.UserByEmail("idle-lead@example.com", TenantSeed.ConnectionName)!.UserId));
    });

    private async Task<int> RefusalsAsync(string? subject)
    {
        await using var db = await _world.ContextAsync();
        return await db.AuditEntries.CountAsync(entry => entry.ActorId == subject && entry.Action == Refusals.Action);
    }
}
