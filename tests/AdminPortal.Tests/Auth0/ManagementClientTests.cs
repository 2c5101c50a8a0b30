using System.Text.Json.Nodes;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;

namespace AdminPortal.Tests.Auth0;

/// <summary>The typed client against the local tenant, over HTTP.</summary>
public sealed class ManagementClientTests : IAsyncLifetime
{
    private PortalHost _portal = null!;

    private ManagementClient Client => _portal.Get<ManagementClient>();

    private LocalTenant Tenant => _portal.Tenant;

    public async Task InitializeAsync() => _portal = await PortalHost.StartAsync(new PortalHostOptions { Background = false, Clock = new ManualClock() });

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task A_user_is_created_under_the_id_the_portal_chose_unverified_and_without_any_mail()
    {
        var created = Value(await Client.CreateUserAsync(Ana("ana-1") with { AppMetadata = new JsonObject { ["invitation"] = new JsonObject { ["inviter"] = "Ada" } } }, default));

        Assert.Equal("auth0|ana-1", created.UserId);
        Assert.Equal("ana@example.com", created.Email);
        Assert.False(created.EmailVerified);
        Assert.Null(created.LastPasswordReset);
        Assert.Equal(0, created.LoginsCount);
        Assert.Equal("Ada", (string?)created.AppMetadata?["invitation"]?["inviter"]);
        Assert.Empty(Tenant.Mail.To("ana@example.com"));
    }

    [Fact]
    public async Task An_address_that_has_an_account_already_exists_whatever_id_is_asked_for()
    {
        await Client.CreateUserAsync(Ana("ana-1"), default);

        Assert.IsType<Auth0Result<Auth0User>.AlreadyExists>(await Client.CreateUserAsync(Ana("ana-2"), default));
    }

    [Fact]
    public async Task A_user_is_read_changed_and_deleted_and_deleting_twice_is_no_error()
    {
        await Client.CreateUserAsync(Ana("ana-1") with { AppMetadata = new JsonObject { ["invitation"] = new JsonObject(), ["kept"] = 1 } }, default);

        var changed = Value(await Client.UpdateUserAsync("auth0|ana-1", new UserChanges { Blocked = true, EmailVerified = true, AppMetadata = new JsonObject { ["invitation"] = null } }, default));
        var read = Value(await Client.GetUserAsync("auth0|ana-1", default));
        Assert.IsType<Auth0Result<Done>.Ok>(await Client.DeleteUserAsync("auth0|ana-1", default));
        Assert.IsType<Auth0Result<Done>.Ok>(await Client.DeleteUserAsync("auth0|ana-1", default));

        Assert.True(changed.Blocked);
        Assert.True(read.EmailVerified);
        Assert.Null(read.AppMetadata!["invitation"]);
        Assert.Equal(1, (int?)read.AppMetadata["kept"]);
        Assert.IsType<Auth0Result<Auth0User>.NotFound>(await Client.GetUserAsync("auth0|ana-1", default));
    }

    [Fact]
    public async Task Accounts_are_found_by_address_in_any_casing()
    {
        await Client.CreateUserAsync(Ana("ana-1"), default);

        Assert.Equal("auth0|ana-1", Assert.Single(Value(await Client.GetUsersByEmailAsync("Ana@Example.COM", default))).UserId);
        Assert.Empty(Value(await Client.GetUsersByEmailAsync("nobody@example.com", default)));
    }

    [Fact]
    public async Task Roles_are_given_and_read_back()
    {
        await Client.CreateUserAsync(Ana("ana-1"), default);
        var roles = Value(await Client.GetRolesAsync(null, default));
        var billing = roles.Single(role => role.Name == "Billing");

        Assert.IsType<Auth0Result<Done>.Ok>(await Client.AssignRolesAsync("auth0|ana-1", [billing.Id], default));

        Assert.Equal(billing.Name, Assert.Single(Value(await Client.GetUserRolesAsync("auth0|ana-1", default))).Name);
        Assert.Equal(6, roles.Count);
        Assert.Equal(["Portal Admin"], Value(await Client.GetRolesAsync("portal admin", default)).Select(role => role.Name));
    }

    [Fact]
    public async Task All_members_of_a_role_are_read_however_many_pages_that_takes()
    {
        var role = Value(await Client.GetRolesAsync("Member", default)).Single(role => role.Name == "Member");
        for (var person = 0; person < 250; person++)
        {
            var id = $"many-{person:000}";
            Tenant.State.Change(tenant =>
            {
                var like = tenant.Users.Values.First();
                tenant.PutUser(like with { UserId = $"auth0|{id}", Email = $"{id}@example.com", Name = id }, Tenant.Clock.GetUtcNow());
                tenant.RoleMembers.Add(tenant.RoleMembers[0] with { UserId = $"auth0|{id}", RoleId = role.Id });
            });
        }

        var members = Value(await Client.GetRoleUsersAsync(role.Id, default));

        Assert.Equal(250, members.Select(member => member.UserId).Distinct().Count());
        Assert.Equal(3, Tenant.Journal.On("GET /api/v2/roles/{id}/users").Count);
    }

    [Fact]
    public async Task All_roles_are_read_however_many_pages_that_takes()
    {
        Tenant.State.Change(tenant =>
        {
            for (var number = 0; number < 230; number++)
            {
                tenant.Roles.Add(new Auth0Emulator.Tenant.TenantRole { Id = $"rol_many{number:000000000}", Name = $"Role {number:000}", Description = "" });
            }
        });

        Assert.Equal(236, Value(await Client.GetRolesAsync(null, default)).Count);
    }

    [Fact]
    public async Task A_ticket_made_to_void_links_is_thrown_away()
    {
        await Client.CreateUserAsync(Ana("ana-1"), default);

        var done = await Client.CreatePasswordChangeTicketAsync("auth0|ana-1", TimeSpan.FromSeconds(1), default);

        Assert.IsType<Auth0Result<Done>.Ok>(done);
        Assert.IsType<Auth0Result<Done>.NotFound>(await Client.CreatePasswordChangeTicketAsync("auth0|nobody", TimeSpan.FromSeconds(1), default));
    }

    [Fact]
    public async Task The_invite_template_says_how_long_links_live_and_one_never_customised_is_not_found()
    {
        Assert.Equal(TimeSpan.FromDays(7), Value(await Client.GetEmailTemplateAsync("reset_email", default)).LinkLifetime);
        Assert.IsType<Auth0Result<EmailTemplate>.NotFound>(await Client.GetEmailTemplateAsync("welcome_email", default));
    }

    [Theory]
    [InlineData("create:users")]
    [InlineData("update:users")]
    public async Task A_scope_missing_from_the_grant_is_named_and_waited_for(string scope)
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, scope);

        IReadOnlyList<string> denied = scope == "create:users"
            ? Assert.IsType<Auth0Result<Auth0User>.Denied>(await Client.CreateUserAsync(Ana("ana-1"), default)).Scopes
            : Assert.IsType<Auth0Result<Auth0User>.Denied>(await Client.UpdateUserAsync("auth0|x", new UserChanges { Blocked = true }, default)).Scopes;

        Assert.Equal([scope], denied);
        Assert.Equal([scope], _portal.Get<TenantState>().MissingScopes);
        Tenant.Grants.Allow(TenantSeed.ManagementClientId, scope);
        Assert.True(await _portal.Get<ManagementTokenCache>().RenewForScopeAsync([scope], default));
    }

    [Fact]
    public async Task A_reply_lost_after_Auth0_acted_may_have_acted_and_is_not_repeated()
    {
        await Client.GetRolesAsync(null, default);
        Tenant.Faults.Add(Fault.CommitThenDrop("POST /api/v2/users"));

        var answer = Assert.IsType<Auth0Result<Auth0User>.Unreachable>(await Client.CreateUserAsync(Ana("ana-1"), default));

        Assert.True(answer.MayHaveActed);
        Assert.Single(Tenant.Journal.On("POST /api/v2/users"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_server_error_may_have_acted_and_is_not_repeated(int status)
    {
        Tenant.Faults.Add(Fault.Answer("POST /api/v2/users", status));

        var answer = Assert.IsType<Auth0Result<Auth0User>.Unreachable>(await Client.CreateUserAsync(Ana("ana-1"), default));

        Assert.True(answer.MayHaveActed);
        Assert.Single(Tenant.Journal.On("POST /api/v2/users"));
    }

    [Fact]
    public async Task An_expired_token_is_replaced_without_anybody_noticing()
    {
        await Client.GetRolesAsync(null, default);

        // The tenant forgets what it signed with; the portal learns it by a 401.
        Tenant.Clock.MoveBy(TimeSpan.FromHours(30));
        var answer = await Client.GetRolesAsync(null, default);

        Assert.IsType<Auth0Result<IReadOnlyList<Auth0Role>>.Ok>(answer);
        Assert.DoesNotContain(Tenant.Journal.Requests, entry => entry.Status == 401);
    }

    [Fact]
    public async Task Without_a_mail_request_being_repeated_the_password_mail_is_asked_for_once()
    {
        await Client.CreateUserAsync(Ana("ana-1"), default);

        Assert.IsType<Auth0Result<Done>.Ok>(await _portal.Get<AuthenticationClient>().ChangePasswordAsync("ana@example.com", default));
        Assert.IsType<Auth0Result<Done>.Ok>(await _portal.Get<AuthenticationClient>().ChangePasswordAsync("nobody@example.com", default));

        Assert.Single(Tenant.Mail.To("ana@example.com"));
        Assert.Empty(Tenant.Mail.To("nobody@example.com"));
    }

    private static NewUser Ana(string id) => new() { UserId = id, Email = "ana@example.com", Name = "Ana Horvat", Password = "correct-Horse-battery-9-staple" };

    private static T Value<T>(Auth0Result<T> answer) => Assert.IsType<Auth0Result<T>.Ok>(answer).Value;
}
