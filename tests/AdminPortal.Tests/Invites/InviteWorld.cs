using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;
using Auth0Emulator.Tenant;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Invites;

/// <summary>Portal and tenant on one clock that a test moves; passes run when the test says so.</summary>
internal sealed class InviteWorld : IAsyncDisposable
{
    public const string Admin = "admin@example.com";
    public const string Lead = "lead@example.com";
    public const string Management = "ManagementLocalClient00000000002";

    private readonly ManualClock _clock;
    private readonly PortalHostOptions _options;
    private readonly Stack<PortalHost> _portals = [];

    private InviteWorld(PortalHost portal, PortalHostOptions options, ManualClock clock)
    {
        _portals.Push(portal);
        _options = options;
        _clock = clock;
    }

    /// <summary>The portal, since the last restart.</summary>
    public PortalHost Portal => _portals.Peek();

    public LocalTenant Tenant => Portal.Tenant;

    public DateTimeOffset Now => _clock.Now;

    public static async Task<InviteWorld> StartAsync(PortalHostOptions? options = null)
    {
        var clock = new ManualClock();
        var all = (options ?? new PortalHostOptions()) with { Clock = clock, Background = false };
        var world = new InviteWorld(await PortalHost.StartAsync(all), all, clock);
        await world.Portal.Get<TenantLogReader>().ReadAsync(CancellationToken.None);
        return world;
    }

    /// <summary>The same with the portal's own background services at work.</summary>
    public static async Task<InviteWorld> StartLiveAsync(PortalHostOptions? options = null)
    {
        var clock = new ManualClock();
        var all = (options ?? new PortalHostOptions()) with { Clock = clock, Background = true };
        var world = new InviteWorld(await PortalHost.StartAsync(all), all, clock);
        world.Portal.LearnFromTenant();
        return world;
    }

    /// <summary>The management application loses a scope, and its token with it.</summary>
    public async Task DenyAsync(string scope)
    {
        Tenant.Grants.Deny(Management, scope);
        await Portal.Get<AdminPortal.ManagementToken.ManagementTokenCache>().RenewAsync(CancellationToken.None);
    }

    /// <summary>The other way round.</summary>
    public async Task AllowAsync(string scope)
    {
        Tenant.Grants.Allow(Management, scope);
        await Portal.Get<AdminPortal.ManagementToken.ManagementTokenCache>().RenewAsync(CancellationToken.None);
    }

    /// <summary>Passes of background work over a stretch of time, as often as asked.</summary>
    public async Task LiveAsync(TimeSpan time, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            await SweepAsync();
            Pass(step);
        }

        await SweepAsync();
    }

    public void Pass(TimeSpan time)
    {
        _clock.Advance(time);

        // What the portal's own background passes would have read meanwhile: who is admin, and the tenant's facts.
        Portal.LearnFromTenant();
    }

    /// <summary>Time passes in which Auth0 says nothing about who holds which role.</summary>
    public void AuthSilentFor(TimeSpan time) => _clock.Advance(time);

    public static InviteUsersRequest Request(params string[] addresses) => new() { Addresses = addresses, Lifetime = TimeSpan.FromDays(7) };

    public InviteUsersRequest WithRoles(InviteUsersRequest request, params string[] names) =>
        request with { RoleIds = [.. Portal.Get<InviteChoices>().Read().Roles.Where(role => names.Contains(role.Name)).Select(role => role.Id)] };

    public async Task<InviteUsersOutcome> AskAsync(InviteUsersRequest request, string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<InviteUsers>().HandleAsync(request);
    }

    public async Task<Guid> InviteAsync(string address, params string[] roles)
    {
        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await AskAsync(WithRoles(Request(address), roles)));
        Assert.Empty(outcome.NotInvited);
        return Assert.Single(outcome.Invited).Id;
    }

    /// <summary>Records invitations as a bulk does.</summary>
    public async Task AddBulkAsync(int people)
    {
        await using var db = await ContextAsync();
        for (var number = 0; number < people; number++)
        {
            var address = EmailAddress.Read($"bulk{number}@example.com").Address!;
            db.Invites.Add(Invite.Create(Guid.CreateVersion7(Now), address, null, [], TimeSpan.FromDays(7), null, new Inviter("auth0|bulk", "Bulk"), Now, isBulk: true));
        }

        await db.SaveChangesAsync();
        Portal.Get<WakeUp>().Ring();
    }

    public async Task<Guid> SentAsync(string address, params string[] roles)
    {
        var id = await InviteAsync(address, roles);
        await SweepAsync();
        Assert.Equal(InviteStatus.Sent, (await RowAsync(id)).Status);
        return id;
    }

    public async Task<ResendOutcome> ResendAsync(Guid id, string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<ResendInvite>().HandleAsync(id);
    }

    public async Task<ExtendOutcome> ExtendAsync(Guid id, TimeSpan lifetime, DateTimeOffset? endsBy = null, string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<ExtendInvite>().HandleAsync(new ExtendInviteRequest(id, lifetime, endsBy));
    }

    public async Task<ChangeRolesOutcome> ChangeRolesAsync(Guid id, IReadOnlyList<string> names, string by = Admin, bool confirmed = false)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<ChangeInviteRoles>().HandleAsync(new ChangeInviteRolesRequest
        {
            Id = id,
            RoleIds = WithRoles(Request(), [.. names]).RoleIds,
            AdministrativeRolesConfirmed = confirmed,
        });
    }

    /// <summary>The names of the roles an address has in Auth0.</summary>
    public IReadOnlyList<string> RolesOf(string email) => Tenant.State.Read(tenant => tenant.UserByEmail(email, TenantSeed.ConnectionName) is { } user
        ? tenant.Roles.Where(role => tenant.RoleMembers.Contains(new RoleMember(role.Id, user.UserId))).Select(role => role.Name).Order(StringComparer.Ordinal).ToList()
        : []);

    public async Task<RevokeOutcome> RevokeAsync(Guid id, string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<RevokeInvite>().HandleAsync(id);
    }

    public async Task<ChangeTeamOutcome> ChangeTeamAsync(Guid id, Guid? team, string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return await scope.Get<ChangeInviteTeam>().HandleAsync(new ChangeInviteTeamRequest(id, team));
    }

    public async Task<InvitePage> ListAsync(InviteListQuery? query = null, string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return Assert.IsType<InviteListOutcome.Page>(await scope.Get<InviteList>().HandleAsync(query ?? new InviteListQuery())).Invites;
    }

    public async Task<InviteDetailsOutcome.Found> DetailsAsync(Guid id, string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return Assert.IsType<InviteDetailsOutcome.Found>(await scope.Get<InviteDetails>().HandleAsync(id));
    }

    public async Task<Counts> CountsAsync(string by = Admin)
    {
        await using var scope = Portal.SignedInAs(by);
        return Assert.IsType<InviteCountsOutcome.Counted>(await scope.Get<InviteCounts>().HandleAsync()).Counts;
    }

    /// <summary>A team whose leads may grant Member, led by these people of the tenant.</summary>
    public Task<Guid> TeamAsync(string name, params string[] leads) => TeamAsync(name, leads, ["Member"], []);

    /// <summary>A team with these roles to grant, and to begin with.</summary>
    public Task<Guid> TeamAsync(string name, IReadOnlyList<string> leads, IReadOnlyList<string> grantable, IReadOnlyList<string> defaults) => Portal.Services.TeamAsync(
        name,
        Now,
        leads.Select(email => Account(email)!).Select(user => (user.UserId, user.Name, user.Email)),
        RolesNamed(grantable),
        RolesNamed(defaults));

    public async Task<Guid> InviteIntoAsync(Guid? team, string address, params string[] roles)
    {
        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await AskAsync(WithRoles(Request(address), roles) with { TeamId = team, AdministrativeRolesConfirmed = true }));
        return Assert.Single(outcome.Invited).Id;
    }

    public async Task<Guid> SentIntoAsync(Guid? team, string address, params string[] roles)
    {
        var id = await InviteIntoAsync(team, address, roles);
        await SweepAsync();
        Assert.Equal(InviteStatus.Sent, (await RowAsync(id)).Status);
        return id;
    }

    /// <summary>What was refused so far, oldest first: the right, and what it was wanted for.</summary>
    public async Task<IReadOnlyList<(string By, string Right, string About)>> RefusalsAsync()
    {
        await using var db = await ContextAsync();
        var entries = await db.AuditEntries.AsNoTracking().Where(entry => entry.Action == Refusals.Action).OrderBy(entry => entry.Number).ToListAsync();
        return [.. entries.Select(entry => (entry.ActorName, System.Text.Json.JsonDocument.Parse(entry.Details).RootElement.GetProperty("right").GetString()!, entry.Subject))];
    }

    private List<TeamRole> RolesNamed(IReadOnlyList<string> names) =>
        Tenant.State.Read(tenant => tenant.Roles.Where(role => names.Contains(role.Name)).Select(role => new TeamRole(role.Id, role.Name)).ToList());

    public async Task<InviteRow> ShownAsync(Guid id) => (await DetailsAsync(id)).Facts.Row;

    /// <summary>One whole pass of the background work.</summary>
    public Task SweepAsync() => PassAsync(CancellationToken.None);

    /// <summary>Passes until nothing is due, at most a few.</summary>
    public async Task SettleAsync()
    {
        for (var pass = 0; pass < 4; pass++)
        {
            await SweepAsync();
        }
    }

    public async Task<Invite> RowAsync(Guid id)
    {
        await using var db = await ContextAsync();
        return await db.Invites.AsNoTracking().SingleAsync(invite => invite.Id == id);
    }

    /// <summary>Returns once an invitation stands like this, moving time on while it waits for the background; gives up after 30 seconds of real time.</summary>
    public async Task UntilAsync(Guid id, InviteStatus status, TimeSpan? step = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var changed = new SemaphoreSlim(0);
        using var subscription = Portal.Get<InviteChanges>().Subscribe(_ =>
        {
            changed.Release();
            return Task.CompletedTask;
        });
        while ((await RowAsync(id)).Status != status)
        {
            if (step is { } by)
            {
                Pass(by);
            }

            await changed.WaitAsync(TimeSpan.FromMilliseconds(250), patience.Token);
        }
    }

    public async Task<IReadOnlyList<Invite>> RowsAsync()
    {
        await using var db = await ContextAsync();
        return await db.Invites.AsNoTracking().OrderBy(invite => invite.Number).ToListAsync();
    }

    public async Task<IReadOnlyList<string>> ActionsAsync(Guid id)
    {
        await using var db = await ContextAsync();
        var subject = id.ToString();
        return await db.AuditEntries.Where(entry => entry.Subject == subject).OrderBy(entry => entry.Number).Select(entry => entry.Action).ToListAsync();
    }

    public Task<PortalDb> ContextAsync() => Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    public TenantUser? Account(string email) => Tenant.State.Read(tenant => tenant.UserByEmail(email, TenantSeed.ConnectionName));

    public IReadOnlyList<TenantUser> Accounts(string email) => Tenant.State.Read(tenant => tenant.Users.Values.Where(user => user.Email == email).ToList());

    /// <summary>The person follows a link (the one in their newest mail) and sets a password; false when the link no longer works.</summary>
    public async Task<bool> SetPasswordAsync(string email, string? link = null)
    {
        using var http = new HttpClient();
        var ticket = (link ?? Link(email)).Split("ticket=")[1].TrimEnd('#');
        using var form = new FormUrlEncodedContent([new("ticket", ticket), new("new_password", "A-password-0f-my-own!"), new("confirm_password", "A-password-0f-my-own!")]);
        using var reply = await http.PostAsync(new Uri(Tenant.Address, "/u/reset-verify"), form);
        return reply.IsSuccessStatusCode;
    }

    /// <summary>The link in the newest mail to an address.</summary>
    public string Link(string email) => Tenant.Mail.NewestTo(email)!.PasswordLink();

    /// <summary>A pass stands at the gate when the process dies: nothing it learns there is ever written.</summary>
    public async Task CrashAtAsync(Gate gate)
    {
        using var death = new CancellationTokenSource();
        var pass = PassAsync(death.Token);
        await gate.ArrivedAsync();
        await death.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass);
        gate.Release();
    }

    /// <summary>The process dies in the middle of a call that Auth0 never acts on.</summary>
    public async Task CrashUnheardAtAsync(string route)
    {
        var before = Calls(route);
        Tenant.Faults.Add(Fault.Hang(route, times: 1));
        using var death = new CancellationTokenSource();
        var pass = PassAsync(death.Token);
        await Tenant.Journal.UntilAsync(_ => Calls(route) > before);
        await death.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass);
    }

    /// <summary>Somebody makes an account without an invitation.</summary>
    public void SignUp(string email, bool used) => Tenant.State.Change(tenant => tenant.PutUser(
        NewUsers.Shape(email, TenantSeed.ConnectionName, PasswordHash.Of("Their-own-0ne!"), Now) with { EmailVerified = used, LoginsCount = used ? 3 : null }, Now));

    public int Calls(string route) => Tenant.Journal.On(route).Count;

    /// <summary>A new portal on the same database and tenant, with nothing in memory; the old one does no more work.</summary>
    public async Task RestartAsync(IReadOnlyDictionary<string, string?>? settings = null) =>
        _portals.Push(await PortalHost.StartAsync(_options with { Tenant = Tenant, Folder = Portal.Folder, Settings = settings ?? _options.Settings }));

    /// <summary>An entry of the tenant's log, as if that had just happened there.</summary>
    public void WriteLog(string type, string? userId, string email, string? error = null) => Tenant.State.Change(tenant =>
    {
        tenant.LastLogNumber++;
        tenant.Logs.Add(new LogEntry
        {
            LogId = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"900{Now:yyyyMMddHHmmssfff}{tenant.LastLogNumber:D36}"),
            Date = Now,
            Type = type,
            Connection = TenantSeed.ConnectionName,
            UserId = userId,
            UserName = email,
            Details = error is null ? null : new System.Text.Json.Nodes.JsonObject { ["email_type"] = "reset_email", ["to"] = email, ["error"] = error },
        });
    });

    public async ValueTask DisposeAsync()
    {
        // The oldest last: the tenant and the folder are its own.
        while (_portals.TryPop(out var portal))
        {
            await portal.DisposeAsync();
        }
    }

    // What the hosted loops do between them, once: expire, work on all that is due, try the mail provider, read the log and accounts.
    private async Task PassAsync(CancellationToken cancellationToken)
    {
        var (sweep, worker) = (Portal.Get<InviteSweep>(), Portal.Get<InviteWorker>());
        await sweep.ExpireLapsedAsync(cancellationToken);
        await Parallel.ForEachAsync(
            await sweep.DueAsync([], 200, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
            async (number, token) => await worker.WorkAsync(number, token));
        await Portal.Get<MailPilot>().LookAsync(cancellationToken);
        await Portal.Get<TenantLogReader>().ReadAsync(cancellationToken);
        await Portal.Get<InviteWatch>().LookAsync(cancellationToken);
    }
}
