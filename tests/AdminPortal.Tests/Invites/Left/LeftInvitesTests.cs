using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Invites.Left;

/// <summary>Ada Admin invites, and loses the role to the person called Outsider; what becomes of her open invitations.</summary>
public sealed class LeftInvitesTests
{
    private const string AdminRole = "Portal Admin";
    private const string LeadRole = "Portal Team Lead";
    private const string Second = TeamScenes.Outsider;

    private static readonly PortalHostOptions LeadsInvite = new() { Settings = new Dictionary<string, string?> { ["Invites:LeadsMayInvite"] = "true" } };

    [Fact]
    public async Task Open_invitations_of_whoever_lost_the_role_are_listed_with_the_reason()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Give(Second, AdminRole);
        await world.SentAsync("ana@example.com");
        await world.InviteAsync("ben@example.com");
        Assert.Empty(await LeftAsync(world));

        world.Take(InviteWorld.Admin, AdminRole);

        var inviter = Assert.Single(await LeftAsync(world));
        Assert.Equal((world.SubjectOf(InviteWorld.Admin), "Ada Admin", "no longer holds Portal Admin", 2), (inviter.Id, inviter.Name, inviter.Why, inviter.Count));
        Assert.Equal(["ben@example.com", "ana@example.com"], inviter.Invites.Select(invite => invite.Row.Email));
        Assert.Equal(2, await CountAsync(world));
    }

    [Fact]
    public async Task Only_open_ones_are_listed()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Give(Second, AdminRole);
        var revoked = await world.InviteAsync("revoked@example.com");
        await world.RevokeAsync(revoked);
        await world.SentAsync("accepted@example.com");
        Assert.True(await world.SetPasswordAsync("accepted@example.com"));
        await world.SettleAsync();
        await world.SentAsync("lapsed@example.com");
        await using (var db = await world.ContextAsync())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE Invites SET ExpiresAt = {world.Now.UtcTicks} WHERE Email = 'lapsed@example.com'");
        }

        await world.SentAsync("open@example.com");
        world.Take(InviteWorld.Admin, AdminRole);

        Assert.Equal(["open@example.com"], Assert.Single(await LeftAsync(world)).Invites.Select(invite => invite.Row.Email));
    }

    [Fact]
    public async Task Test_invitations_are_left_out()
    {
        await using var world = await LeftBehindAsync("ana@example.com");
        await using (var db = await world.ContextAsync())
        {
            Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE Invites SET IsTest = 1"));
        }

        Assert.Empty(await LeftAsync(world));
    }

    [Fact]
    public async Task Silence_of_Auth0_takes_the_right_from_nobody()
    {
        await using var world = await LeftBehindAsync("ana@example.com");
        Assert.Equal(1, await CountAsync(world));
        await using var scope = world.Portal.SignedInAs(Second);
        var request = await RequestAsync(world, "ana@example.com");

        world.Portal.Get<PortalRoleMembers>().Learn(PortalRole.Admin, new Auth0Result<IReadOnlyList<RoleMember>>.Unreachable("Auth0 gave no answer.", MayHaveActed: false));
        Assert.IsType<LeftInvitesOutcome.Found>(await scope.Get<LeftInvites>().HandleAsync());
        world.Tenant.Clock.MoveBy(TimeSpan.FromMinutes(11));

        Assert.Contains("can't be read", world.Portal.Get<Inviters>().WhyNotKnown, StringComparison.Ordinal);
        Assert.Equal(0, await scope.Get<LeftInvites>().CountAsync());
        Assert.IsNotType<LeftInviteOutcome.Done>(await scope.Get<KeepLeftInvite>().HandleAsync(request));
    }

    [Fact]
    public async Task The_first_admin_counts_as_able_to_invite()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["SignIn:FirstAdmin"] = "Admin@example.com" } });
        world.Take(InviteWorld.Admin, AdminRole);
        using var browser = await world.Portal.SignInOverHttpAsync(InviteWorld.Admin);
        await world.InviteAsync("ana@example.com");
        Assert.Equal(0, await CountAsync(world, InviteWorld.Admin));

        world.Give(Second, AdminRole);

        Assert.Equal(0, await CountAsync(world));
    }

    [Fact]
    public async Task A_lead_who_invited_is_able_while_leads_may_and_while_they_lead_that_team()
    {
        await using var world = await InviteWorld.StartAsync(LeadsInvite);
        var (sales, support) = (await world.TeamAsync("Sales", TeamScenes.Lead), await world.TeamAsync("Support desk"));
        await ByLeadAsync(world, "ana@example.com", sales);
        Assert.Equal(0, await CountAsync(world, InviteWorld.Admin));

        await ByLeadAsync(world, "ben@example.com", support);
        await ByLeadAsync(world, "cleo@example.com", null);
        var left = Assert.Single(await LeftAsync(world, InviteWorld.Admin));
        Assert.Equal(["cleo@example.com", "ben@example.com"], left.Invites.Select(invite => invite.Row.Email));
        Assert.Equal([null, "Support desk"], left.Invites.Select(invite => invite.Team));
        Assert.Equal("no longer holds Portal Admin and does not lead the team", left.Why);

        world.Take(TeamScenes.Lead, LeadRole);
        left = Assert.Single(await LeftAsync(world, InviteWorld.Admin));
        Assert.Equal((3, "no longer holds Portal Admin or Portal Team Lead"), (left.Count, left.Why));
    }

    [Fact]
    public async Task Where_leads_ask_a_leads_invitation_is_left_behind()
    {
        await using var world = await InviteWorld.StartAsync();
        await ByLeadAsync(world, "ana@example.com", await world.TeamAsync("Sales", TeamScenes.Lead));

        Assert.Equal("no longer holds Portal Admin, and leads ask instead of inviting", Assert.Single(await LeftAsync(world, InviteWorld.Admin)).Why);
    }

    [Fact]
    public async Task A_blocked_account_is_found_by_looking_and_counts_until_it_works_again()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Give(Second, AdminRole);
        await world.InviteAsync("ana@example.com");
        var watch = world.Portal.Get<InviterWatch>();
        Block(world, true);
        await watch.LookAtAccountsAsync(default);
        Assert.Equal("has an account in Auth0 that is blocked or removed", Assert.Single(await LeftAsync(world)).Why);

        world.Tenant.Faults.Add(Fault.Drop("GET /api/v2/users/{id}", times: 1));
        await watch.LookAtAccountsAsync(default);
        Assert.Single(await LeftAsync(world));

        Block(world, false);
        await watch.LookAtAccountsAsync(default);
        Assert.Empty(await LeftAsync(world));
    }

    [Fact]
    public async Task Keeping_changes_nothing_for_the_person_and_is_remembered()
    {
        await using var world = await LeftBehindAsync("ana@example.com");
        var request = await RequestAsync(world, "ana@example.com");
        var before = await world.RowAsync(request.Id);

        Assert.IsType<LeftInviteOutcome.Done>(await KeepAsync(world, request));

        var after = await world.RowAsync(request.Id);
        Assert.Equal((before.Status, before.ExpiresAt, before.InvitedByName, before.MailsSent), (after.Status, after.ExpiresAt, after.InvitedByName, after.MailsSent));
        Assert.Empty(await LeftAsync(world));
        Assert.Equal(0, await CountAsync(world));
        await using var scope = world.Portal.SignedInAs(Second);
        var entry = Assert.IsType<InviteDetailsOutcome.Found>(await scope.Get<InviteDetails>().HandleAsync(request.Id)).Timeline[0];
        Assert.Equal(($"Kept by {NameOf(world, Second)}", "Ada Admin no longer holds Portal Admin."), (entry.Title, entry.Text));
    }

    [Fact]
    public async Task Whoever_comes_back_and_leaves_again_is_decided_about_anew()
    {
        await using var world = await LeftBehindAsync("ana@example.com");
        Assert.IsType<LeftInviteOutcome.Done>(await KeepAsync(world, await RequestAsync(world, "ana@example.com")));
        var watch = world.Portal.Get<InviterWatch>();
        await watch.ForgetDecisionsOfReturnedAsync(default);
        Assert.Empty(await LeftAsync(world));

        world.Give(InviteWorld.Admin, AdminRole);
        await watch.ForgetDecisionsOfReturnedAsync(default);
        Assert.Empty(await LeftAsync(world));
        world.Take(InviteWorld.Admin, AdminRole);

        Assert.Single(await LeftAsync(world));
    }

    [Fact]
    public async Task Reassigning_is_on_record_with_from_and_to_and_the_next_mail_names_the_new_inviter()
    {
        await using var world = await LeftBehindAsync("ana@example.com");
        var request = await RequestAsync(world, "ana@example.com");
        var second = world.SubjectOf(Second);
        Assert.Equal("Ada Admin", InviterInAuth0(world));

        Assert.IsType<LeftInviteOutcome.Done>(await ReassignAsync(world, request, second));

        var row = await world.RowAsync(request.Id);
        Assert.Equal((second, NameOf(world, Second)), (row.InvitedById, row.InvitedByName));
        Assert.Empty(await LeftAsync(world));
        Assert.Equal("Ada Admin", InviterInAuth0(world));
        await using (var db = await world.ContextAsync())
        {
            var entry = await db.AuditEntries.SingleAsync(each => each.Action == "invite.reassigned");
            Assert.Equal((second, AuditOutcome.Allowed), (entry.ActorId, entry.Outcome));
            Assert.Contains(request.InviterId, entry.Details, StringComparison.Ordinal);
            Assert.Contains(second, entry.Details, StringComparison.Ordinal);
        }

        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(request.Id, Second));
        await world.SettleAsync();

        Assert.Equal(NameOf(world, Second), InviterInAuth0(world));
        Assert.Contains(NameOf(world, Second), world.Tenant.Mail.NewestTo("ana@example.com")!.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_only_to_somebody_who_may_invite_into_its_team()
    {
        await using var world = await InviteWorld.StartAsync(LeadsInvite);
        world.Give(Second, AdminRole);
        await world.InviteAsync("ana@example.com");
        world.Take(InviteWorld.Admin, AdminRole);
        var request = await RequestAsync(world, "ana@example.com");
        var lead = world.SubjectOf(TeamScenes.Lead);
        Assert.Equal([world.SubjectOf(Second)], (await ChoicesAsync(world, request.Id)).Select(choice => choice.Subject));
        Assert.IsType<LeftInviteOutcome.NotAnInviter>(await ReassignAsync(world, request, lead));
        Assert.IsType<LeftInviteOutcome.NotAnInviter>(await ReassignAsync(world, request, world.SubjectOf(TeamScenes.Support)));
        Assert.IsType<LeftInviteOutcome.NotAnInviter>(await ReassignAsync(world, request, request.InviterId));

        await world.PutIntoAsync(request.Id, await world.TeamAsync("Sales", TeamScenes.Lead));

        Assert.Equal([world.SubjectOf(Second), lead], (await ChoicesAsync(world, request.Id)).Select(choice => choice.Subject));
        Assert.IsType<LeftInviteOutcome.Done>(await ReassignAsync(world, request, lead));
        Assert.Empty(await LeftAsync(world));
    }

    [Fact]
    public async Task Whoever_decides_second_reads_who_decided_first()
    {
        await using var world = await LeftBehindAsync("ana@example.com", "ben@example.com");
        var (ana, ben) = (await RequestAsync(world, "ana@example.com"), await RequestAsync(world, "ben@example.com"));
        var name = NameOf(world, Second);
        await KeepAsync(world, ana);
        await ReassignAsync(world, ben, world.SubjectOf(Second));

        Assert.Equal($"{name} has kept it already.", Assert.IsType<LeftInviteOutcome.AlreadyDecided>(await ReassignAsync(world, ana, world.SubjectOf(Second))).What);
        Assert.Equal($"{name} has reassigned it to {name} already.", Assert.IsType<LeftInviteOutcome.AlreadyDecided>(await KeepAsync(world, ben)).What);
    }

    [Fact]
    public async Task What_was_closed_meanwhile_says_how()
    {
        await using var world = await LeftBehindAsync("ana@example.com", "ben@example.com");
        var (ana, ben) = (await RequestAsync(world, "ana@example.com"), await RequestAsync(world, "ben@example.com"));
        await world.RevokeAsync(ana.Id, Second);
        Assert.True(await world.SetPasswordAsync("ben@example.com"));
        await world.SettleAsync();

        Assert.Equal("It was revoked meanwhile.", Assert.IsType<LeftInviteOutcome.Closed>(await KeepAsync(world, ana)).Why);
        Assert.Equal("The password was set meanwhile.", Assert.IsType<LeftInviteOutcome.Closed>(await ReassignAsync(world, ben, world.SubjectOf(Second))).Why);
        Assert.IsType<LeftInviteOutcome.NotFound>(await KeepAsync(world, ana with { Id = Guid.CreateVersion7(world.Now) }));
    }

    [Fact]
    public async Task An_inviter_who_may_again_leaves_nothing_to_decide()
    {
        await using var world = await LeftBehindAsync("ana@example.com");
        var request = await RequestAsync(world, "ana@example.com");
        world.Give(InviteWorld.Admin, AdminRole);

        Assert.Equal("Ada Admin", Assert.IsType<LeftInviteOutcome.NotLeft>(await KeepAsync(world, request)).InviterName);
    }

    [Theory]
    [InlineData(LeftDecision.Keep, InviteStatus.Sent)]
    [InlineData(LeftDecision.Reassign, InviteStatus.Sent)]
    [InlineData(LeftDecision.Revoke, InviteStatus.Revoked)]
    public async Task One_decision_reaches_all_of_a_person(LeftDecision decision, InviteStatus status)
    {
        await using var world = await LeftBehindAsync("ana@example.com", "ben@example.com", "cleo@example.com");
        var inviterId = (await RequestAsync(world, "ana@example.com")).InviterId;
        await using var scope = world.Portal.SignedInAs(Second);

        Assert.Equal(new SettleOutcome.Settled(3, 0), await scope.Get<SettleLeftInviter>().HandleAsync(inviterId, decision));

        await world.SettleAsync();
        Assert.All(await world.RowsAsync(), row => Assert.Equal((status, decision is LeftDecision.Reassign ? world.SubjectOf(Second) : inviterId), (row.Status, row.InvitedById)));
        Assert.Empty(await LeftAsync(world));
        Assert.Equal(new SettleOutcome.Settled(0, 0), await scope.Get<SettleLeftInviter>().HandleAsync(inviterId, decision));
    }

    [Theory]
    [InlineData(InviteWorld.Admin)]
    [InlineData(TeamScenes.Lead)]
    [InlineData(TeamScenes.Support)]
    public async Task Nobody_but_an_admin_decides_and_the_refusal_is_on_record(string email)
    {
        await using var world = await LeftBehindAsync("ana@example.com");
        var request = await RequestAsync(world, "ana@example.com");
        await using var scope = world.Portal.SignedInAs(email);

        Assert.IsType<LeftInvitesOutcome.NotAllowed>(await scope.Get<LeftInvites>().HandleAsync());
        Assert.IsType<LeftInviteOutcome.NotAllowed>(await scope.Get<KeepLeftInvite>().HandleAsync(request));
        Assert.IsType<LeftInviteOutcome.NotAllowed>(await scope.Get<ReassignInvite>().HandleAsync(request, world.SubjectOf(email)));
        Assert.IsType<SettleOutcome.NotAllowed>(await scope.Get<SettleLeftInviter>().HandleAsync(request.InviterId, LeftDecision.Revoke));
        Assert.Empty(await scope.Get<ReassignChoices>().HandleAsync(request.Id));
        Assert.Equal(0, await scope.Get<LeftInvites>().CountAsync());

        Assert.Null((await world.RowAsync(request.Id)).KeptAt);
        await using var db = await world.ContextAsync();
        var subjects = await db.AuditEntries.Where(entry => entry.Outcome == AuditOutcome.Refused).OrderBy(entry => entry.Number).Select(entry => entry.Subject).ToListAsync();
        Assert.Equal(["", request.Id.ToString(), request.InviterId], subjects);
    }

    [Fact]
    public async Task Counting_stays_within_the_index_over_open_invitations()
    {
        await using var world = await LeftBehindAsync("ana@example.com");
        await using var db = await world.ContextAsync();
        var now = world.Now;
        var query = db.Invites.AsNoTracking()
            .Where(invite => invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed)
            .Where(invite => invite.KeptAt == null && !invite.IsTest && (invite.Status == InviteStatus.Queued || invite.ExpiresAt > now))
            .GroupBy(invite => new { invite.InvitedById, invite.TeamId })
            .Select(group => new { group.Key.InvitedById, group.Key.TeamId, Count = group.Count() });
        await using var command = db.Database.GetDbConnection().CreateCommand();
        await db.Database.OpenConnectionAsync();
        command.CommandText = "EXPLAIN QUERY PLAN " + string.Join('\n', query.ToQueryString().Split('\n').Where(line => !line.StartsWith(".param", StringComparison.Ordinal))).Replace("@now", now.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Contains("COVERING INDEX IX_Invites_Open_Inviter", reader.GetString(3), StringComparison.Ordinal);
    }

    // Ada has invited, the second one holds the role now.
    private static async Task<InviteWorld> LeftBehindAsync(params string[] addresses)
    {
        var world = await InviteWorld.StartAsync();
        world.Give(Second, AdminRole);
        foreach (var address in addresses)
        {
            await world.SentAsync(address);
        }

        world.Take(InviteWorld.Admin, AdminRole);
        return world;
    }

    private static async Task ByLeadAsync(InviteWorld world, string address, Guid? team)
    {
        var id = await world.InviteAsync(address);
        await using var db = await world.ContextAsync();
        Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE Invites SET TeamId = {team}, InvitedById = {world.SubjectOf(TeamScenes.Lead)}, InvitedByName = 'Lee Lead' WHERE Id = {id}"));
    }

    private static void Block(InviteWorld world, bool blocked) => world.Tenant.State.Change(tenant =>
        tenant.PutUser(tenant.UserByEmail(InviteWorld.Admin, TenantSeed.ConnectionName)! with { Blocked = blocked }, world.Now));

    private static async Task<IReadOnlyList<LeftInviter>> LeftAsync(InviteWorld world, string by = Second)
    {
        await using var scope = world.Portal.SignedInAs(by);
        return Assert.IsType<LeftInvitesOutcome.Found>(await scope.Get<LeftInvites>().HandleAsync()).Inviters;
    }

    private static async Task<int> CountAsync(InviteWorld world, string by = Second)
    {
        await using var scope = world.Portal.SignedInAs(by);
        return await scope.Get<LeftInvites>().CountAsync();
    }

    private static async Task<LeftInviteRequest> RequestAsync(InviteWorld world, string email)
    {
        var row = (await world.RowsAsync()).Single(invite => invite.Email == email);
        return new LeftInviteRequest(row.Id, row.InvitedById);
    }

    private static async Task<LeftInviteOutcome> KeepAsync(InviteWorld world, LeftInviteRequest request)
    {
        await using var scope = world.Portal.SignedInAs(Second);
        return await scope.Get<KeepLeftInvite>().HandleAsync(request);
    }

    private static async Task<LeftInviteOutcome> ReassignAsync(InviteWorld world, LeftInviteRequest request, string to)
    {
        await using var scope = world.Portal.SignedInAs(Second);
        return await scope.Get<ReassignInvite>().HandleAsync(request, to);
    }

    private static async Task<IReadOnlyList<ReassignChoice>> ChoicesAsync(InviteWorld world, Guid id)
    {
        await using var scope = world.Portal.SignedInAs(Second);
        return await scope.Get<ReassignChoices>().HandleAsync(id);
    }

    private static string NameOf(InviteWorld world, string email) => world.Account(email)!.Name;

    private static string? InviterInAuth0(InviteWorld world) => world.Account("ana@example.com")!.AppMetadata!["invitation"]!["inviter"]!.GetValue<string>();
}
