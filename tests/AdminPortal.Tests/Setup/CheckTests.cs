using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.ManagementToken;
using AdminPortal.Setup;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;
using Auth0Emulator.Limits;
using Auth0Emulator.Tenant;
using Microsoft.EntityFrameworkCore;
using TenantState = AdminPortal.Auth0.TenantState;

namespace AdminPortal.Tests.Setup;

/// <summary>Each test breaks one thing in the tenant and reads what Setup makes of it.</summary>
public sealed class CheckTests
{
    private const string Secret = "another-secret-than-the-tenants";

    [Fact]
    public async Task In_the_local_tenant_everything_works_and_only_long_expiries_are_limited()
    {
        await using var world = await SetupWorld.StartAsync();

        var report = await world.LookAsync();

        Assert.All(report.Rows, row => Assert.True(row.Result is CheckResult.Works || (row.Id, row.Result) is ("link-lifetime", CheckResult.Limited), $"{row.Id}: {row.Result}"));
        Assert.False(report.IsFirstRun);
        Assert.Empty(world.Portal.Get<TenantState>().Setup!.Problems);
    }

    [Fact]
    public async Task A_domain_at_which_another_tenant_answers_is_told_and_everything_else_waits()
    {
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Auth0:Domain"] = "http://127.0.0.1:9" } });

        var report = await world.LookAsync();

        var result = Assert.IsType<CheckResult.Fails>(SetupWorld.ResultOf(report, "discovery"));
        Assert.Contains("no Auth0 tenant answers", result.Seen);
        Assert.Contains(result.Cure.Steps, step => step.Contains("Auth0:Domain", StringComparison.Ordinal));
        Assert.Equal("the connection to Auth0", Assert.IsType<CheckResult.WaitsFor>(SetupWorld.ResultOf(report, "token")).What);
        Assert.DoesNotContain(report.Rows, row => row.Result is CheckResult.Works && row.Id is not ("database" or "seal" or "runtime" or "secret-age"));
    }

    [Fact]
    public async Task A_tenant_that_calls_itself_otherwise_is_told_with_both_names()
    {
        await using var world = await SetupWorld.StartAsync();
        var other = world.Tenant.Address.GetLeftPart(UriPartial.Authority).Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        if (other.Contains("127.0.0.1", StringComparison.Ordinal) && world.Tenant.Address.Host == "127.0.0.1")
        {
            other = other.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        }

        await using var lost = await PortalHost.StartAsync(new PortalHostOptions { Tenant = world.Tenant, Background = false, Clock = world.Clock, Settings = new Dictionary<string, string?> { ["Auth0:Domain"] = other } });
        var result = Assert.IsType<CheckResult.Fails>(SetupWorld.ResultOf(await lost.Get<SetupChecks>().LookAsync(default), "discovery"));

        Assert.Contains("calls itself", result.Seen);
    }

    [Theory]
    [InlineData(2, typeof(CheckResult.Limited))]
    [InlineData(-2, typeof(CheckResult.Limited))]
    [InlineData(8, typeof(CheckResult.Fails))]
    public async Task A_clock_that_differs_is_told_with_its_direction(int minutesAhead, Type expected)
    {
        var clock = new ManualClock();
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Clock = clock, PortalClock = new ManualClock(clock.Now.AddMinutes(minutesAhead)), Background = false });

        var result = SetupWorld.ResultOf(await portal.Get<SetupChecks>().LookAsync(default), "clock");

        Assert.IsType(expected, result);
        Assert.Contains(minutesAhead > 0 ? "ahead of Auth0's" : "behind Auth0's", result.Sentence);
        Assert.Contains(result.CureOrNone!.Steps, step => step.Contains("time server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_secret_is_told_as_such_and_stops_sending()
    {
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Auth0:Management:ClientSecret"] = Secret } });

        var report = await world.LookAsync();

        var result = Assert.IsType<CheckResult.Fails>(SetupWorld.ResultOf(report, "token"));
        Assert.True(result.StopsSending);
        Assert.Contains("id or secret", result.Seen);
        Assert.Contains(result.Cure.Steps, step => step.Contains("Auth0:Management:ClientSecret", StringComparison.Ordinal));
        Assert.Contains(result.Evidence, line => line is { Asked: "POST /oauth/token", IsBad: true });
        Assert.Equal("the Management token", Assert.IsType<CheckResult.WaitsFor>(SetupWorld.ResultOf(report, "grant")).What);
        Assert.Equal("the Management token", Assert.IsType<CheckResult.WaitsFor>(SetupWorld.ResultOf(report, "connection")).What);
    }

    [Fact]
    public async Task A_missing_grant_is_told_apart_from_a_wrong_secret_and_names_the_right_tab()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Tenant.Grants.Remove(TenantSeed.ManagementClientId);

        var result = await world.OnlyFailsAsync("grant");

        Assert.True(result.StopsSending);
        Assert.Contains(result.Cure.Steps, step => step.Contains("“Machine to Machine Applications”, not “Permissions”", StringComparison.Ordinal));
        Assert.Null(result.Cure.Fix);
        Assert.Equal(NeededScopes.All.Select(scope => scope.Name), result.Cure.Scopes);
        Assert.Equal("the authorization for the Management API", Assert.IsType<CheckResult.WaitsFor>(await world.LookAsync("token")).What);
    }

    [Fact]
    public async Task A_grant_that_is_taken_away_while_the_token_still_lives_is_noticed()
    {
        await using var world = await SetupWorld.StartAsync();
        await world.LookAsync();
        world.Tenant.Grants.SetScopes(TenantSeed.ManagementClientId, ["read:client_grants"], "https://another.example/api");
        world.Tenant.Grants.Remove(TenantSeed.ManagementClientId);

        var result = Assert.IsType<CheckResult.Fails>(await world.LookAsync("grant"));

        Assert.Contains("client grant is gone", result.Seen);
    }

    [Fact]
    public async Task The_renewals_of_the_token_are_its_evidence()
    {
        await using var world = await SetupWorld.StartAsync();
        await world.LookAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Portal.Get<ManagementTokenCache>().RenewAsync(default);

        var result = Assert.IsType<CheckResult.Works>(await world.LookAsync("token"));

        Assert.Equal(2, result.Evidence.Count);
        Assert.Contains("is renewed about", result.Seen);
    }

    public static TheoryData<string> InvitingScopes => [.. NeededScopes.All.Where(scope => scope.Use == ScopeUse.Inviting).Select(scope => scope.Name)];

    [Theory]
    [MemberData(nameof(InvitingScopes))]
    public async Task A_scope_that_inviting_needs_is_named_with_what_stops_without_it(string scope)
    {
        await using var world = await SetupWorld.StartAsync();
        await world.LookAsync();
        world.Tenant.Grants.Deny(TenantSeed.ManagementClientId, scope);

        var result = Assert.IsType<CheckResult.Fails>(await world.LookAsync("scopes"));

        Assert.Contains($"{scope}: {NeededScopes.All.Single(each => each.Name == scope).Without}", result.Seen);
        Assert.Equal([scope], result.Cure.Scopes);
        Assert.Contains(result.Cure.Steps, step => step.Contains("ticking there grants nothing", StringComparison.Ordinal));
        Assert.Null(result.Cure.Fix);
        Assert.Equal(scope == "create:users", result.StopsSending);
        Assert.Contains(scope, world.Portal.Get<TenantState>().MissingScopes);

        world.Tenant.Grants.Allow(TenantSeed.ManagementClientId, scope);
        Assert.IsType<CheckResult.Works>(await world.LookAsync("scopes"));
    }

    public static TheoryData<string, string> LookingScopes => new()
    {
        { "read:connections", "connection" }, { "read:connections_options", "sign-up" }, { "read:clients", "portal-addresses" },
        { "read:email_provider", "mail-provider" }, { "read:email_templates", "invite-template" }, { "read:custom_domains", "custom-domains" }, { "read:logs", "log" },
    };

    [Theory]
    [MemberData(nameof(LookingScopes))]
    public async Task What_can_not_be_looked_at_says_so_and_is_never_green(string scope, string check)
    {
        await using var world = await SetupWorld.StartAsync();
        await world.LookAsync();
        world.Tenant.Grants.Deny(TenantSeed.ManagementClientId, scope);

        var result = Assert.IsType<CheckResult.Unknown>(await world.LookAsync(check));

        Assert.Contains(scope, result.Why);
        Assert.Equal([scope], result.Cure!.Scopes);
    }

    [Fact]
    public async Task Scopes_that_only_the_buttons_need_are_missed_by_no_invitation()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "update:connections", "update:email_templates");

        var result = Assert.IsType<CheckResult.Works>(await world.LookAsync("scopes"));

        Assert.Contains("update:connections, update:email_templates", result.Seen);
    }

    [Theory]
    [InlineData("create:client_grants")]
    [InlineData("update:client_grants")]
    public async Task A_scope_with_which_the_token_could_widen_its_rights_is_a_problem_and_never_asked_for(string scope)
    {
        await using var world = await SetupWorld.StartAsync();
        world.Tenant.Grants.Allow(TenantSeed.ManagementClientId, scope);

        var result = await world.OnlyFailsAsync("dangerous-scopes");

        Assert.Contains(scope, result.Seen);
        Assert.Null(result.Cure.Fix);
        Assert.DoesNotContain(NeededScopes.All, each => each.Name == scope);
        world.Tenant.Grants.Deny(TenantSeed.ManagementClientId, scope);
        Assert.IsType<CheckResult.Works>(await world.LookAsync("dangerous-scopes"));
    }

    [Fact]
    public async Task A_connection_of_another_name_is_told_and_what_hangs_on_it_waits()
    {
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Auth0:Connection"] = "Nowhere" } });

        var result = await world.OnlyFailsAsync("connection");

        Assert.Contains("no connection named “Nowhere”", result.Seen);
        Assert.True(result.StopsSending);
        Assert.Equal("the connection", Assert.IsType<CheckResult.WaitsFor>(await world.LookAsync("sign-up")).What);
    }

    [Fact]
    public async Task A_connection_that_is_no_database_is_told()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { Strategy = "samlp" });

        Assert.Contains("of the kind samlp", (await world.OnlyFailsAsync("connection")).Seen);
    }

    [Theory]
    [InlineData("connection-management", TenantSeed.ManagementClientId, true)]
    [InlineData("connection-application", TenantSeed.AcmeClientId, false)]
    public async Task A_connection_that_is_not_enabled_for_an_application_is_told_and_enabled_by_a_button(string check, string clientId, bool stopsSending)
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { EnabledClients = [.. connection.EnabledClients.Where(id => id != clientId)] });

        var result = await world.OnlyFailsAsync(check);
        Assert.Contains(clientId, result.Seen);
        Assert.Equal(stopsSending, result.StopsSending);

        await world.FixAsync(check);
        Assert.Equal(3, world.Tenant.State.Read(tenant => tenant.ConnectionNamed(TenantSeed.ConnectionName)!.EnabledClients.Count));
    }

    [Fact]
    public async Task Open_sign_up_is_closed_by_a_button_that_leaves_the_other_options_alone()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { DisableSignup = false, PasswordPolicy = PasswordPolicy.Excellent });

        Assert.Contains("Public sign-up is on", (await world.IsLimitedAsync("sign-up")).Seen);
        await world.FixAsync("sign-up");

        var after = world.Tenant.State.Read(tenant => tenant.ConnectionNamed(TenantSeed.ConnectionName)!);
        Assert.True(after.DisableSignup);
        Assert.Equal(PasswordPolicy.Excellent, after.PasswordPolicy);
    }

    [Fact]
    public async Task Self_service_password_change_is_switched_on_by_a_button()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { DisableSelfServiceChangePassword = true });

        Assert.Contains("Self-service password change is off", (await world.OnlyFailsAsync("self-service")).Seen);
        await world.FixAsync("self-service");
    }

    [Fact]
    public async Task A_policy_that_new_accounts_do_not_meet_is_told_with_both_lengths()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { MinimumPasswordLength = 64 });

        var result = await world.OnlyFailsAsync("password-policy");

        Assert.Contains("at least 64 characters; new accounts get 40", result.Seen);
        Assert.True(result.StopsSending);
    }

    [Fact]
    public async Task Auth0s_built_in_mailer_is_told_with_what_it_does()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Change(tenant => tenant.EmailProvider = null);

        var result = await world.OnlyFailsAsync("mail-provider");

        Assert.Contains("ignores your templates and sends 10 emails a minute", result.Seen);
        Assert.Contains(result.Cure.Steps, step => step.Contains("Branding, then Email Provider", StringComparison.Ordinal));
        Assert.False(result.StopsSending);
    }

    [Fact]
    public async Task A_provider_that_is_switched_off_is_told()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Change(tenant => tenant.EmailProvider = tenant.EmailProvider! with { Enabled = false });

        Assert.Contains("switched off", (await world.OnlyFailsAsync("mail-provider")).Seen);
    }

    [Fact]
    public async Task A_provider_that_takes_no_mail_is_told_in_its_own_words()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Portal.Get<TenantState>().MailFails("535 5.7.8 Authentication failed");

        Assert.Contains("535 5.7.8 Authentication failed", (await world.OnlyFailsAsync("mail-provider")).Seen);
    }

    [Theory]
    [InlineData("smtp.gmail.com", "app password")]
    [InlineData("smtp-relay.gmail.com", "app password")]
    [InlineData("smtp.office365.com", "Microsoft 365")]
    [InlineData("smtp-mail.outlook.com", "Microsoft 365")]
    public async Task A_provider_that_is_about_to_refuse_passwords_is_known_by_its_host(string host, string cure)
    {
        await using var world = await SetupWorld.StartAsync();
        world.Change(tenant => tenant.EmailProvider = tenant.EmailProvider! with { SmtpHost = host });

        var result = await world.IsLimitedAsync("mail-sign-in");

        Assert.Contains(host, result.Seen);
        Assert.Contains(cure, result.Seen + string.Concat(result.Cure.Steps));
    }

    [Fact]
    public async Task A_host_that_only_sounds_like_one_of_those_is_left_alone()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Change(tenant => tenant.EmailProvider = tenant.EmailProvider! with { SmtpHost = "mail.notgmail.com" });

        Assert.IsType<CheckResult.Works>(await world.LookAsync("mail-sign-in"));
    }

    [Fact]
    public async Task A_template_that_was_never_changed_is_published_by_a_button()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Change(tenant => tenant.EmailTemplates.Clear());

        Assert.Contains("never changed", (await world.OnlyFailsAsync("invite-template")).Seen);
        await world.FixAsync("invite-template");

        var published = world.Tenant.State.Read(tenant => tenant.EmailTemplates["reset_email"]);
        Assert.Contains("app_metadata.invitation", published.Body);
        Assert.Equal(2592000, published.UrlLifetimeInSeconds);
        Assert.Equal(TimeSpan.FromDays(30), world.Portal.Get<TenantState>().Facts.LinkLifetime);
    }

    [Fact]
    public async Task A_template_that_is_switched_off_stops_sending_and_is_switched_on_by_a_button()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeTemplate(template => template with { Enabled = false });
        var body = world.Tenant.State.Read(tenant => tenant.EmailTemplates["reset_email"].Body);

        Assert.True((await world.OnlyFailsAsync("invite-template")).StopsSending);
        await world.FixAsync("invite-template");

        Assert.Equal(body, world.Tenant.State.Read(tenant => tenant.EmailTemplates["reset_email"].Body));
    }

    [Fact]
    public async Task A_template_that_greets_nobody_as_invited_is_told_and_not_overwritten()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeTemplate(template => template with { Body = "<p>Reset your password: {{ url }}</p>" });

        var result = await world.OnlyFailsAsync("invite-template");

        Assert.Contains("new people read the text for a reset", result.Seen);
        Assert.Equal(("/setup/email", "Email template"), result.Cure.Page);
        Assert.Null(result.Cure.Fix);
        Assert.IsType<FixTenantOutcome.NotPossible>(await world.TryFixAsync("invite-template"));
        Assert.Equal("<p>Reset your password: {{ url }}</p>", world.Tenant.State.Read(tenant => tenant.EmailTemplates["reset_email"].Body));
    }

    [Fact]
    public async Task A_sender_of_Auth0s_that_makes_it_ignore_the_template_is_told()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeTemplate(template => template with { From = "Acme <no-reply@auth0.com>" });

        Assert.Contains("ignores the template", (await world.OnlyFailsAsync("invite-template")).Seen);
    }

    [Theory]
    [InlineData(null, "Links live 5 days")]
    [InlineData(86400, "Links live 24 hours; the usual expiry of 7 days can't be offered")]
    [InlineData(604800, "Links live 7 days; longer expiries")]
    public async Task A_link_that_dies_before_the_longest_expiry_is_told_and_lengthened_by_a_button(int? seconds, string seen)
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeTemplate(template => template with { UrlLifetimeInSeconds = seconds });

        Assert.StartsWith(seen, (await world.IsLimitedAsync("link-lifetime")).Seen);
        await world.FixAsync("link-lifetime");

        Assert.Equal(TimeSpan.FromDays(30), world.Portal.Get<TenantState>().Facts.LinkLifetime);
    }

    [Fact]
    public async Task A_welcome_mail_beside_the_invitation_is_switched_off_by_a_button()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Change(tenant => tenant.EmailTemplates["welcome_email"] = new Auth0Emulator.Tenant.EmailTemplate { Template = "welcome_email", Body = "Welcome", From = "", Subject = "Welcome" });

        Assert.Contains("welcome email is on", (await world.IsLimitedAsync("second-mail")).Seen);
        await world.FixAsync("second-mail");
    }

    [Fact]
    public async Task A_callback_that_Auth0_was_not_told_of_is_named_in_full()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeClient(TenantSeed.PortalClientId, client => client with { Callbacks = ["https://old.example.com/callback"] });

        var result = await world.OnlyFailsAsync("portal-addresses");

        Assert.Contains("http://localhost:5080/callback is not among the Allowed Callback URLs", result.Seen);
        Assert.Contains(result.Cure.Steps, step => step == "Add http://localhost:5080/callback to Allowed Callback URLs.");
    }

    [Fact]
    public async Task A_missing_address_for_signing_out_is_a_limit()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeClient(TenantSeed.PortalClientId, client => client with { AllowedLogoutUrls = [] });

        Assert.Contains("http://localhost:5080/signed-out", (await world.IsLimitedAsync("portal-addresses")).Seen);
    }

    [Fact]
    public async Task An_application_without_a_login_route_is_a_limit()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeClient(TenantSeed.AcmeClientId, client => client with { InitiateLoginUri = null });

        Assert.Contains("Acme has no Application Login URI", (await world.IsLimitedAsync("login-route")).Seen);
    }

    [Fact]
    public async Task An_application_that_does_not_exist_is_told()
    {
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Invites:ApplicationClientId"] = "NoSuchApplication" } });

        var result = Assert.IsType<CheckResult.Fails>(await world.LookAsync("login-route"));

        Assert.Contains(result.Cure.Steps, step => step.Contains("Invites:ApplicationClientId", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_domains_without_a_default_stop_sending_until_one_is_chosen()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Change(tenant => tenant.CustomDomains.AddRange(
        [
            new() { Id = "cd_LocalDomain000001", Domain = "login.example.com" },
            new() { Id = "cd_LocalDomain000002", Domain = "id.example.com" },
        ]));

        var result = await world.OnlyFailsAsync("custom-domains");
        Assert.True(result.StopsSending);
        Assert.Contains("login.example.com and id.example.com", result.Seen);

        world.Change(tenant => tenant.CustomDomains[0] = tenant.CustomDomains[0] with { IsDefault = true });
        Assert.Contains("login.example.com is the default", Assert.IsType<CheckResult.Works>(await world.LookAsync("custom-domains")).Seen);
    }

    [Fact]
    public async Task Several_domains_beside_the_tenants_own_as_the_default_stop_nothing()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Tenant.CustomDomainConflict = true;
        await world.OnlyFailsAsync("custom-domains");
        world.Change(tenant => tenant.CustomDomains.Add(new() { Id = "cd_LocalDomain000003", Domain = world.Tenant.Address.Authority, IsDefault = true }));

        Assert.Contains($"links carry {world.Tenant.Address.Authority}", Assert.IsType<CheckResult.Works>(await world.LookAsync("custom-domains")).Seen);
    }

    [Fact]
    public async Task A_log_that_is_not_read_to_its_end_is_a_limit()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Portal.Get<TenantState>().LogIs("has not been read to its end for more than a minute");

        Assert.Contains("has not been read to its end", (await world.IsLimitedAsync("log")).Seen);
    }

    [Fact]
    public async Task A_log_in_which_entries_come_late_is_a_limit_until_they_are_there()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Tenant.Switches.LogDelay = TimeSpan.FromMinutes(30);
        Assert.IsType<CheckResult.Works>(await world.LookAsync("log"));
        world.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.StartsWith("The log lags: the token that Auth0 issued 6 min ago", (await world.IsLimitedAsync("log")).Seen);
        world.Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.IsType<CheckResult.Works>(await world.LookAsync("log"));
    }

    [Fact]
    public async Task How_far_the_log_goes_back_is_told()
    {
        await using var world = await SetupWorld.StartAsync();
        await world.LookAsync();
        world.Clock.Advance(TimeSpan.FromDays(4));
        await world.Portal.Get<ManagementTokenCache>().RenewAsync(default);

        Assert.Contains("goes back 4 days", Assert.IsType<CheckResult.Works>(await world.LookAsync("log")).Seen);
    }

    [Fact]
    public async Task Limits_that_are_set_for_another_plan_than_Auth0s_replies_show_are_a_limit()
    {
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { RateLimits = RateLimitPlan.Enterprise, Settings = new Dictionary<string, string?> { ["Auth0:Limits:Plan"] = "professional" } });

        Assert.Contains("The setting says professional, Auth0's replies look like enterprise", (await world.IsLimitedAsync("limits")).Seen);
    }

    [Fact]
    public async Task A_tenant_without_the_admin_role_is_told()
    {
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["SignIn:AdminRole"] = "Portal Owner" } });

        Assert.Contains("no role named Portal Owner", (await world.OnlyFailsAsync("admin-role")).Seen);
    }

    [Fact]
    public async Task An_admin_role_that_nobody_holds_is_told()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Change(tenant => tenant.RoleMembers.Clear());

        Assert.Contains("Nobody holds Portal Admin", (await world.OnlyFailsAsync("admin-role")).Seen);
    }

    [Fact]
    public async Task Roles_of_the_portal_that_the_tenant_does_not_have_are_named_with_who_holds_the_others()
    {
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["SignIn:TeamLeadRole"] = "Captain", ["SignIn:SupportRole"] = "Helper" } });

        var limited = await world.IsLimitedAsync("roles");
        Assert.Equal("The tenant has no role named Captain and none named Helper. Portal Admin: held by 1 person.", limited.Seen);
        Assert.Contains(limited.Cure.Steps, step => step.Contains("SignIn:SupportRole", StringComparison.Ordinal));
    }

    [Fact]
    public async Task How_often_roles_are_really_read_is_told_and_is_a_limit_when_it_takes_longer_than_a_minute()
    {
        await using var world = await SetupWorld.StartAsync();
        var watch = world.Portal.Get<SignInWatch>();
        await watch.LookAsync(default);
        Assert.StartsWith("Roles are read every 45 s;", Assert.IsType<CheckResult.Works>(await world.LookAsync("watch")).Seen, StringComparison.Ordinal);

        // As behind a long queue to Auth0.
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        await watch.LookAsync(default);
        Assert.StartsWith("Roles are read every 3 min;", (await world.IsLimitedAsync("watch")).Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_has_not_changed_for_a_year_is_a_limit_until_it_does()
    {
        using var folder = new TemporaryFolder();
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Folder = folder.Path });
        Assert.IsType<CheckResult.Works>(await world.LookAsync("secret-age"));
        world.Clock.Advance(TimeSpan.FromDays(366));

        var old = await world.IsLimitedAsync("secret-age");
        Assert.Contains("22 November 2026", old.Seen);
        Assert.DoesNotContain(await world.AuditAsync(), entry => entry.Details.Contains(TenantSeed.ManagementClientSecret, StringComparison.Ordinal));

        await using var rotated = await PortalHost.StartAsync(new PortalHostOptions
        {
            Tenant = world.Tenant,
            Folder = folder.Path,
            Clock = world.Clock,
            Background = false,
            Settings = new Dictionary<string, string?> { ["Auth0:Management:ClientSecret"] = Secret, ["Auth0:ClientSecret"] = Secret },
        });
        Assert.IsType<CheckResult.Works>(SetupWorld.ResultOf(await rotated.Get<SetupChecks>().LookAsync(default), "secret-age"));
    }

    [Fact]
    public async Task An_audit_that_is_not_sealed_any_more_or_was_found_changed_fails_and_an_anchor_that_stays_behind_is_a_limit()
    {
        await using var world = await SetupWorld.StartAsync();
        Assert.StartsWith("New entries are sealed. Nobody has gone along", Assert.IsType<CheckResult.Works>(await world.LookAsync("seal")).Seen, StringComparison.Ordinal);
        var audit = world.Portal.Get<AuditVerifier>();
        await audit.VerifyAsync(default);
        world.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("New entries are sealed; the chain was whole 2 hours ago.", Assert.IsType<CheckResult.Works>(await world.LookAsync("seal")).Seen);

        // A folder in the file's place: nothing can be written there, whoever the portal runs as.
        var anchor = world.Portal.Get<AuditFolder>().AnchorFile;
        File.Delete(anchor);
        Directory.CreateDirectory(Path.Combine(anchor, "in-the-way"));
        using (var browser = await world.Portal.SignInOverHttpAsync(SetupWorld.Admin))
        {
            Assert.Contains(anchor, (await world.IsLimitedAsync("seal")).Seen, StringComparison.Ordinal);
        }

        Directory.Delete(anchor, recursive: true);
        await using (var db = await world.Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync(AppendOnly.Drop + "UPDATE AuditEntries SET ActorName = 'Mallory' WHERE Number = 1");
        }

        await audit.VerifyAsync(default);
        Assert.StartsWith("Entry 1 was changed", (await world.OnlyFailsAsync("seal")).Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audit_whose_key_is_gone_fails_with_the_way_to_a_new_one()
    {
        using var folder = new TemporaryFolder();
        string key;
        await using (var before = await SetupWorld.StartAsync(new PortalHostOptions { Folder = folder.Path }))
        {
            key = before.Portal.Get<AuditFolder>().KeyFile;
            using var browser = await before.Portal.SignInOverHttpAsync(SetupWorld.Admin); // an entry that it seals
        }

        File.Delete(key);
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Folder = folder.Path });

        var fails = await world.OnlyFailsAsync("seal");
        Assert.Contains(key, fails.Seen, StringComparison.Ordinal);
        Assert.Contains("begin-anew", Assert.Single(fails.Cure.Steps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_behind_its_migrations_is_told()
    {
        await using var world = await SetupWorld.StartAsync();
        await using (var db = await world.Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsHistory WHERE MigrationId = (SELECT max(MigrationId) FROM __EFMigrationsHistory)");
        }

        Assert.Contains("1 changes of its shape are not applied", (await world.OnlyFailsAsync("database")).Seen);
    }

    [Theory]
    [InlineData(50, typeof(CheckResult.Fails))]
    [InlineData(500, typeof(CheckResult.Limited))]
    [InlineData(5000, typeof(CheckResult.Works))]
    public void Room_on_the_disk_that_runs_out_is_told_in_time(long freeMegabytes, Type expected) =>
        Assert.IsType(expected, DatabaseCheck.Judge(0, 40 * 1024 * 1024, freeMegabytes * 1024 * 1024));

    [Fact]
    public async Task A_runtime_without_security_fixes_is_a_limit()
    {
        await using var world = await SetupWorld.StartAsync();
        Assert.Contains(".NET 10", Assert.IsType<CheckResult.Works>(await world.LookAsync("runtime")).Seen);
        world.Clock.Advance(new DateTimeOffset(2028, 11, 15, 0, 0, 0, TimeSpan.Zero) - world.Clock.Now);

        Assert.Contains("gets no fixes any more", (await world.IsLimitedAsync("runtime")).Seen);
    }

    [Fact]
    public async Task While_Auth0_is_silent_nothing_that_was_not_seen_is_green()
    {
        await using var world = await SetupWorld.StartAsync();
        await world.LookAsync();
        world.Tenant.Faults.Add(Fault.Drop("GET /.well-known/openid-configuration"));

        var report = await world.LookAsync();

        Assert.DoesNotContain(report.Rows, row => row.Result is CheckResult.Works && row.Id is not ("database" or "seal" or "runtime" or "secret-age"));
        Assert.DoesNotContain(report.Rows, row => row.Result is CheckResult.Fails);
    }
}
