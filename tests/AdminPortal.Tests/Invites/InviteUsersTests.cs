using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Invites;

/// <summary>Recording invitations: who may, what is taken, and what two people do at the same moment.</summary>
public class InviteUsersTests
{
    [Fact]
    public async Task An_invitation_is_recorded_with_its_audit_row_before_Auth0_hears_of_it()
    {
        await using var world = await InviteWorld.StartAsync();

        var id = await world.InviteAsync("Ana Horvat <ana@example.com>", "Member");

        var invite = await world.RowAsync(id);
        Assert.Equal(("ana@example.com", "Ana Horvat", InviteStatus.Queued), (invite.Email, invite.Name, invite.Status));
        Assert.Equal("Member", Assert.Single(invite.Roles).Name);
        Assert.Equal(["invite.created"], await world.ActionsAsync(id));
        Assert.Equal(0, world.Calls("POST /api/v2/users"));
    }

    [Fact]
    public async Task Good_addresses_go_out_and_bad_ones_say_why()
    {
        await using var world = await InviteWorld.StartAsync();

        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("ana@example.com", "no-at-sign", "ANA@example.com", "ivo@example.com")));

        Assert.Equal(["ana@example.com", "ivo@example.com"], outcome.Invited.Select(person => person.Email));
        Assert.Equal([NotInvitedReason.NotAnAddress, NotInvitedReason.Repeated], outcome.NotInvited.Select(each => each.Reason));
        Assert.All(outcome.NotInvited, each => Assert.NotEmpty(each.Why));
    }

    [Fact]
    public async Task An_address_with_an_open_invite_is_not_invited_twice()
    {
        await using var world = await InviteWorld.StartAsync();
        var first = await world.InviteAsync("ana@example.com");
        world.Pass(TimeSpan.FromHours(3));

        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("Ana@EXAMPLE.com")));

        var refused = Assert.Single(outcome.NotInvited);
        Assert.Equal((NotInvitedReason.AlreadyInvited, first), (refused.Reason, refused.ExistingInvite));
        Assert.Contains("invited ana@example.com 3 hours ago", refused.Why, StringComparison.Ordinal);
        Assert.Single(await world.RowsAsync());
    }

    [Fact]
    public async Task Fifty_people_inviting_the_same_address_at_once_make_one_invitation()
    {
        await using var world = await InviteWorld.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(each => Task.Run(() => world.AskAsync(InviteWorld.Request(each % 2 == 0 ? "Ana@Example.com" : "ana@eXample.COM")))));

        var recorded = outcomes.Cast<InviteUsersOutcome.Recorded>().ToList();
        var winner = Assert.Single(recorded, outcome => outcome.Invited.Count == 1).Invited[0];
        Assert.All(recorded.Where(outcome => outcome.Invited.Count == 0), outcome =>
        {
            var told = Assert.Single(outcome.NotInvited);
            Assert.Equal((NotInvitedReason.AlreadyInvited, winner.Id), (told.Reason, told.ExistingInvite));
        });
        Assert.Single(await world.RowsAsync());
        Assert.Single(await world.ActionsAsync(winner.Id));
    }

    [Fact]
    public async Task Two_instances_asked_for_the_same_address_at_once_make_one_invitation_and_send_one_mail()
    {
        await using var world = await InviteWorld.StartLiveAsync();
        await using var other = await PortalHost.StartAsync(new() { Tenant = world.Tenant, Folder = world.Portal.Folder, Clock = world.Portal.Clock });
        other.LearnFromTenant();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(each => Task.Run(async () =>
        {
            await using var scope = (each % 2 == 0 ? world.Portal : other).SignedInAs(InviteWorld.Admin);
            return await scope.Get<InviteUsers>().HandleAsync(InviteWorld.Request(each % 2 == 0 ? "Ana@Example.com" : "ana@eXample.COM"));
        })));

        var invited = Assert.Single(outcomes.Cast<InviteUsersOutcome.Recorded>().SelectMany(outcome => outcome.Invited));
        await world.UntilAsync(invited.Id, InviteStatus.Sent);
        Assert.Single(await world.RowsAsync());
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
    }

    [Fact]
    public async Task Lists_that_overlap_in_one_address_lose_only_that_one()
    {
        await using var world = await InviteWorld.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(each => Task.Run(() => world.AskAsync(InviteWorld.Request($"own{each}@example.com", "shared@example.com")))));

        Assert.Equal(9, outcomes.Cast<InviteUsersOutcome.Recorded>().Sum(outcome => outcome.Invited.Count));
        Assert.Equal(9, (await world.RowsAsync()).Count);
    }

    [Fact]
    public async Task Inviting_again_after_the_expiry_closes_the_lapsed_row_and_makes_a_new_one()
    {
        await using var world = await InviteWorld.StartAsync();
        var first = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(7));

        var second = await world.InviteAsync("ana@example.com");

        Assert.Equal(InviteStatus.Expired, (await world.RowAsync(first)).Status);
        Assert.Equal(InviteStatus.Queued, (await world.RowAsync(second)).Status);
        Assert.Equal("invite.expired", (await world.ActionsAsync(first))[^1]);
    }

    [Fact]
    public async Task Tags_and_dots_are_different_people()
    {
        await using var world = await InviteWorld.StartAsync();

        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("ana@example.com", "ana+1@example.com", "a.na@example.com")));

        Assert.Equal(3, outcome.Invited.Count);
    }

    [Theory]
    [InlineData("outsider@example.com")]
    [InlineData("support@example.com")]
    public async Task Nobody_without_the_right_invites_resends_revokes_or_looks(string email)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");

        Assert.IsType<InviteUsersOutcome.NotAllowed>(await world.AskAsync(InviteWorld.Request("ivo@example.com"), email));
        Assert.IsType<ResendOutcome.NotAllowed>(await world.ResendAsync(id, email));
        Assert.IsType<RevokeOutcome.NotAllowed>(await world.RevokeAsync(id, email));
        await using var scope = world.Portal.SignedInAs(email);
        Assert.IsType<InviteListOutcome.NotAllowed>(await scope.Get<InviteList>().HandleAsync(new InviteListQuery()));
        Assert.IsType<InviteDetailsOutcome.NotAllowed>(await scope.Get<InviteDetails>().HandleAsync(id));
        Assert.IsType<InviteCountsOutcome.NotAllowed>(await scope.Get<InviteCounts>().HandleAsync());
        Assert.Single(await world.RowsAsync());
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_nothing()
    {
        await using var world = await InviteWorld.StartAsync();
        await using var scope = world.Portal.SignedOut();

        Assert.IsType<InviteUsersOutcome.NotAllowed>(await scope.Get<InviteUsers>().HandleAsync(InviteWorld.Request("ana@example.com")));
        Assert.IsType<InviteListOutcome.NotAllowed>(await scope.Get<InviteList>().HandleAsync(new InviteListQuery()));
    }

    [Fact]
    public async Task An_administrative_role_is_asked_about_once_more()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Roles:Administrative:0"] = "Deploy" } });
        var request = world.WithRoles(InviteWorld.Request("ana@example.com"), "Member", "Deploy");

        var outcome = Assert.IsType<InviteUsersOutcome.ConfirmAdministrativeRoles>(await world.AskAsync(request));
        Assert.Equal(["Deploy"], outcome.RoleNames);
        Assert.Empty(await world.RowsAsync());

        Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(request with { AdministrativeRolesConfirmed = true }));
        Assert.Contains((await world.RowsAsync())[0].Roles, role => role is { Name: "Deploy", Administrative: true });
    }

    [Fact]
    public async Task The_portals_own_admin_role_is_administrative_whatever_the_settings_say()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Roles:Offered:3"] = "portal admin" } });

        var outcome = await world.AskAsync(world.WithRoles(InviteWorld.Request("ana@example.com"), "Portal Admin"));

        Assert.Equal(["Portal Admin"], Assert.IsType<InviteUsersOutcome.ConfirmAdministrativeRoles>(outcome).RoleNames);
    }

    [Fact]
    public async Task A_role_that_is_not_on_offer_records_nothing()
    {
        await using var world = await InviteWorld.StartAsync();

        var outcome = Assert.IsType<InviteUsersOutcome.Invalid>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { RoleIds = ["rol_forged"] }));

        Assert.Equal(nameof(InviteUsersRequest.RoleIds), Assert.Single(outcome.Problems).Field);
        Assert.Empty(await world.RowsAsync());
    }

    [Theory]
    [InlineData(0, nameof(InviteUsersRequest.Lifetime))]
    [InlineData(-60, nameof(InviteUsersRequest.Lifetime))]
    [InlineData(59, nameof(InviteUsersRequest.Lifetime))]
    [InlineData(7 * 24 * 60 + 1, nameof(InviteUsersRequest.Lifetime))]
    public async Task An_expiry_out_of_range_or_beyond_the_links_life_is_refused(int minutes, string field)
    {
        await using var world = await InviteWorld.StartAsync();

        var outcome = Assert.IsType<InviteUsersOutcome.Invalid>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { Lifetime = TimeSpan.FromMinutes(minutes) }));

        Assert.Equal(field, Assert.Single(outcome.Problems).Field);
        Assert.Empty(await world.RowsAsync());
    }

    [Theory]
    [InlineData("ring\u0007 the bell")]
    [InlineData("hid\u200Bden")]
    [InlineData("turn\u202Eed around")]
    [InlineData("zero\0")]
    public async Task A_message_with_hidden_characters_is_refused(string message)
    {
        await using var world = await InviteWorld.StartAsync();

        var outcome = Assert.IsType<InviteUsersOutcome.Invalid>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { Message = message }));

        Assert.Equal(nameof(InviteUsersRequest.Message), Assert.Single(outcome.Problems).Field);
    }

    [Fact]
    public async Task A_message_of_five_hundred_characters_fits_and_one_more_does_not()
    {
        await using var world = await InviteWorld.StartAsync();

        Assert.IsType<InviteUsersOutcome.Invalid>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { Message = new string('x', 501) }));
        Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { Message = new string('x', 500) + "\r\n" }));
    }

    [Fact]
    public async Task Markup_and_Liquid_in_a_message_reach_the_mail_as_plain_words()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.AskAsync(InviteWorld.Request("ana@example.com") with { Message = "<script>alert(1)</script> {{ user.email }} {% if true %}x{% endif %}" });
        await world.SweepAsync();

        var html = Assert.Single(world.Tenant.Mail.All).Html;
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("{{ user.email }}", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_addresses_is_refused()
    {
        await using var world = await InviteWorld.StartAsync();

        Assert.Equal(nameof(InviteUsersRequest.Addresses), Assert.Single(Assert.IsType<InviteUsersOutcome.Invalid>(await world.AskAsync(InviteWorld.Request())).Problems).Field);
    }

    [Fact]
    public async Task Only_expiries_up_to_the_links_life_are_offered()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Portal.Get<TenantState>().Learn(facts => facts with { LinkLifetime = TimeSpan.FromDays(5) });

        var offer = world.Portal.Get<InviteChoices>().Read();

        Assert.Equal([1, 3, 5], offer.Lifetimes.Select(lifetime => (int)lifetime.TotalDays));
        Assert.Equal(TimeSpan.FromDays(5), offer.DefaultLifetime);
        Assert.Equal(TimeSpan.FromDays(5), offer.LongestLifetime);
    }

    [Fact]
    public async Task Settings_say_which_roles_are_offered_in_which_order_and_which_are_administrative()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions
        {
            Settings = new Dictionary<string, string?> { ["Roles:Offered:0"] = "Deploy", ["Roles:Offered:1"] = "member", ["Roles:Offered:2"] = "Gone", ["Roles:Offered:3"] = "Billing", ["Roles:Administrative:0"] = "Deploy" },
        });

        var offer = world.Portal.Get<InviteChoices>().Read();

        Assert.Equal([("Deploy", true), ("Member", false), ("Billing", false)], offer.Roles.Select(role => (role.Name, role.Administrative)));
        Assert.Contains("Gone", offer.RolesNotInTenant);
    }

    [Fact]
    public async Task The_audit_row_and_the_invitation_are_saved_together_or_not_at_all()
    {
        await using var world = await InviteWorld.StartAsync();
        await using (var db = await world.ContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER NoAudit BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'no audit'); END");
        }

        await Assert.ThrowsAsync<DbUpdateException>(() => world.AskAsync(InviteWorld.Request("ana@example.com")));

        Assert.Empty(await world.RowsAsync());
    }

    [Fact]
    public async Task Open_pages_are_told_of_new_resent_and_revoked_invitations()
    {
        await using var world = await InviteWorld.StartAsync();
        var told = System.Threading.Channels.Channel.CreateUnbounded<Guid>();
        using var subscription = world.Portal.Get<InviteChanges>().Subscribe(ids =>
        {
            foreach (var changed in ids)
            {
                told.Writer.TryWrite(changed);
            }

            return Task.CompletedTask;
        });

        var id = await world.InviteAsync("ana@example.com");
        Assert.Equal(id, await told.Reader.ReadAsync());
        await world.RevokeAsync(id);
        Assert.Equal(id, await told.Reader.ReadAsync());
    }

    [Fact]
    public async Task What_cannot_be_resent_or_revoked_says_why()
    {
        await using var world = await InviteWorld.StartAsync();
        var queued = await world.InviteAsync("queued@example.com");
        Assert.Equal("It is on its way already.", Assert.IsType<ResendOutcome.NotPossible>(await world.ResendAsync(queued)).Why);
        await world.RevokeAsync(queued);
        Assert.IsType<ResendOutcome.NotPossible>(await world.ResendAsync(queued));

        var accepted = await world.SentAsync("accepted@example.com");
        await world.SetPasswordAsync("accepted@example.com");
        await world.SettleAsync();
        Assert.IsType<ResendOutcome.NotPossible>(await world.ResendAsync(accepted));
        Assert.Contains("Block or delete the account", Assert.IsType<RevokeOutcome.NotPossible>(await world.RevokeAsync(accepted)).Why, StringComparison.Ordinal);

        Assert.IsType<ResendOutcome.NotFound>(await world.ResendAsync(Guid.Empty));
        Assert.IsType<RevokeOutcome.NotFound>(await world.RevokeAsync(Guid.Empty));
    }

    [Fact]
    public async Task An_expired_invitation_is_not_sent_again_beside_a_newer_open_one()
    {
        await using var world = await InviteWorld.StartAsync();
        var old = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(8));
        await world.InviteAsync("ana@example.com");

        Assert.Contains("newer open invitation", Assert.IsType<ResendOutcome.NotPossible>(await world.ResendAsync(old)).Why, StringComparison.Ordinal);
    }
}
