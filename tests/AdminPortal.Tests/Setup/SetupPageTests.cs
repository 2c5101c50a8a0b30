using System.Net;
using AdminPortal.Auth0;
using AdminPortal.Setup;
using AdminPortal.Testing;
using AdminPortal.Tests.SignIn;
using Auth0Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Setup;

/// <summary>Setup over plain HTTP: what a browser without a WebSocket sees, who may what, and the report.</summary>
public sealed class SetupPageTests
{
    [Fact]
    public async Task Without_a_WebSocket_an_admin_checks_again_reads_the_cure_and_puts_it_right()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { DisableSignup = false });
        using var browser = await world.Portal.SignInOverHttpAsync(SetupWorld.Admin);
        var before = await browser.GoToAsync("/setup");
        Assert.Equal("Setup", before.Heading);
        Assert.Contains("Not checked yet", before.Words);

        var page = await browser.SubmitAsync(before, "Check again");
        Assert.Equal("/setup", page.Address.AbsolutePath);
        Assert.Contains("Checked just now against", page.Words);
        Assert.Contains("Switch on Disable Sign Ups", page.Words);

        var put = await browser.SubmitAsync(page, "Close sign-up: Nobody signs up without an invitation");
        Assert.Contains("Public sign-up is off", put.Document.QuerySelector(".notice.green[role=status]")!.TextContent);
        Assert.True(world.Tenant.State.Read(tenant => tenant.ConnectionNamed(TenantSeed.ConnectionName)!.DisableSignup));
    }

    [Theory]
    [InlineData("support@example.com")]
    [InlineData("outsider@example.com")]
    public async Task Whoever_is_no_admin_sees_nothing_of_Setup_and_a_forged_fix_is_refused_and_audited(string email)
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { DisableSignup = false });
        await world.LookAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(email);

        Assert.NotEqual("Setup", (await browser.GoToAsync("/setup")).Heading);
        Assert.DoesNotContain("Management token", (await browser.GoToAsync("/setup/report.txt")).Html);
        Assert.IsType<FixTenantOutcome.NotAllowed>(await world.TryFixAsync("sign-up", by: email));
        await using (var person = world.Portal.SignedInAs(email))
        {
            Assert.IsType<CheckTenantOutcome.NotAllowed>(await person.Get<CheckTenant>().HandleAsync(renewToken: true));
            Assert.Null(await person.Get<CheckTenant>().ReadAsync());
        }

        Assert.False(world.Tenant.State.Read(tenant => tenant.ConnectionNamed(TenantSeed.ConnectionName)!.DisableSignup));
        Assert.Contains(await world.AuditAsync(), entry => entry is { Action: AdminPortal.SignIn.Refusals.Action, Subject: "setup sign-up", Outcome: AdminPortal.Audit.AuditOutcome.Refused });
    }

    [Theory]
    [InlineData("support@example.com", "/")]
    [InlineData("outsider@example.com", "/signin/no-access")]
    public async Task A_fix_posted_with_the_persons_own_form_token_but_without_the_right_is_refused_and_audited(string email, string pageWithAForm)
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { DisableSignup = false });
        await world.LookAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(email);
        var form = await browser.GoToAsync(pageWithAForm);
        var token = form.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value");
        Assert.NotNull(token);

        using var reply = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/setup/fix") { Content = new FormUrlEncodedContent([new("check", "sign-up"), new("__RequestVerificationToken", token)]) });

        // Not the 400 of a forged form: the form is theirs, the right is not.
        Assert.Equal(HttpStatusCode.Found, reply.StatusCode);
        Assert.StartsWith("/signin/", new Uri(world.Portal.Address, reply.Headers.Location!).AbsolutePath, StringComparison.Ordinal);
        Assert.False(world.Tenant.State.Read(tenant => tenant.ConnectionNamed(TenantSeed.ConnectionName)!.DisableSignup));
        var refused = Assert.Single(await world.AuditAsync(), entry => entry.Action == AdminPortal.SignIn.Refusals.Action && entry.Subject.StartsWith("setup", StringComparison.Ordinal));
        Assert.Equal("setup sign-up", refused.Subject);
        Assert.DoesNotContain(await world.AuditAsync(), entry => entry.Subject == "/setup/fix");
        Assert.StartsWith("auth0|", refused.ActorId, StringComparison.Ordinal);
        Assert.DoesNotContain(await world.AuditAsync(), entry => entry.Action == FixTenant.AskedFor);
    }

    [Fact]
    public async Task A_fix_posted_without_the_forms_token_is_refused()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { DisableSignup = false });
        await world.LookAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(SetupWorld.Admin);

        using var reply = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/setup/fix") { Content = new FormUrlEncodedContent([new("check", "sign-up")]) });

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.False(world.Tenant.State.Read(tenant => tenant.ConnectionNamed(TenantSeed.ConnectionName)!.DisableSignup));
    }

    [Theory]
    [InlineData("grant")]
    [InlineData("scopes")]
    [InlineData("no-such-check")]
    [InlineData("sign-up")]
    public async Task Nothing_is_fixed_that_no_button_offers(string check)
    {
        await using var world = await SetupWorld.StartAsync();
        await world.LookAsync();
        world.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:logs");
        await world.LookAsync();

        Assert.IsType<FixTenantOutcome.NotPossible>(await world.TryFixAsync(check));
        Assert.DoesNotContain("read:logs", world.Tenant.Grants.Find(TenantSeed.ManagementClientId)!.Scope);
    }

    [Fact]
    public async Task A_fix_that_Auth0_refuses_says_which_scope_is_missing_and_is_audited()
    {
        await using var world = await SetupWorld.StartAsync();
        world.ChangeConnection(connection => connection with { DisableSignup = false });
        world.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "update:connections");
        await world.LookAsync();

        var outcome = Assert.IsType<FixTenantOutcome.NotPossible>(await world.TryFixAsync("sign-up"));

        Assert.Contains("update:connections is missing", outcome.Why);
        Assert.Contains(await world.AuditAsync(), entry => entry is { Action: FixTenant.NotFixed, Subject: "setup sign-up" });
    }

    [Fact]
    public async Task Options_that_can_not_be_read_are_never_written()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:connections_options");
        var client = world.Portal.Get<TenantConfigurationClient>();

        var call = await client.SetConnectionOptionAsync("con_LocalDatabase001", "disable_signup", false, default);

        Assert.IsType<Auth0Result<Done>.Denied>(call.Answer);
        Assert.DoesNotContain(world.Tenant.Journal.Requests, request => request.Method == "PATCH");
    }

    [Fact]
    public async Task The_report_and_all_evidence_hold_no_secret_token_or_link()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:clients", "create:users");
        world.ChangeTemplate(template => template with { Body = "nothing" });
        var report = await world.LookAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(SetupWorld.Admin);

        var text = (await browser.GoToAsync("/setup/report.txt")).Html;

        Assert.Contains("[FAIL] The token carries the scopes it needs", text);
        Assert.Contains("Tick ", text);
        var everything = text + (await browser.GoToAsync("/setup")).Html + string.Concat(report.Rows.SelectMany(row => row.Result!.Evidence).Select(line => line.Asked + line.Said));
        foreach (var secret in new[] { TenantSeed.ManagementClientSecret, TenantSeed.PortalClientSecret, SignInKit.TokenStart, "ticket=" })
        {
            Assert.DoesNotContain(secret, everything);
        }
    }

    [Fact]
    public async Task Until_everything_has_once_worked_an_admin_who_comes_to_the_front_page_begins_in_Setup_and_may_leave_it()
    {
        await using var world = await SetupWorld.StartAsync();
        world.Change(tenant => tenant.EmailProvider = null);
        await world.LookAsync();

        using var browser = world.Portal.NewBrowser();
        var arrived = await browser.SignInAsync(SetupWorld.Admin, from: "/");
        Assert.Equal("/setup", arrived.Address.AbsolutePath);
        Assert.Contains("First steps", arrived.Words);
        Assert.Equal("Home", (await browser.GoToAsync("/")).Heading);

        using var other = world.Portal.NewBrowser();
        Assert.Equal("/invites", (await other.SignInAsync(SetupWorld.Admin, from: "/invites")).Address.AbsolutePath);

        world.Change(tenant => tenant.EmailProvider = SeedProvider());
        Assert.False((await world.LookAsync()).IsFirstRun);
        world.Change(tenant => tenant.EmailProvider = null);
        await world.LookAsync();
        using var later = world.Portal.NewBrowser();
        Assert.Equal("/", (await later.SignInAsync(SetupWorld.Admin, from: "/")).Address.AbsolutePath);
    }

    [Fact]
    public async Task The_first_admin_sees_what_is_wrong_while_roles_can_not_be_read_and_may_change_nothing()
    {
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["SignIn:FirstAdmin"] = "outsider@example.com" } });
        world.ChangeConnection(connection => connection with { DisableSignup = false });
        await world.LookAsync();
        world.Clock.Advance(AdminPortal.SignIn.PortalRoleMembers.LastAnswerHolds + TimeSpan.FromSeconds(1));
        await using var first = world.Portal.SignedInAs("outsider@example.com");

        Assert.NotNull(await first.Get<CheckTenant>().ReadAsync());
        Assert.IsType<FixTenantOutcome.NotAllowed>(await first.Get<FixTenant>().HandleAsync("sign-up"));
    }

    [Fact]
    public async Task The_terminal_prints_the_same_and_says_by_its_exit_code_how_it_stands()
    {
        await using var world = await SetupWorld.StartAsync();
        using var folder = new TemporaryFolder();

        Assert.Equal((TerminalCheck.Works, true), await RunAsync("[ ok ] Auth0 answers"));
        world.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:branding", "read:custom_domains");
        Assert.Equal((TerminalCheck.NotTold, true), await RunAsync("[ ?? ] Auth0 knows which domain links carry"));
        world.Change(tenant => tenant.EmailProvider = null);
        Assert.Equal((TerminalCheck.Fails, true), await RunAsync("[FAIL] Your own mail provider is configured"));
        Assert.Empty(Directory.GetFiles(folder.Path));

        async Task<(int Code, bool Printed)> RunAsync(string line)
        {
            using var output = new StringWriter();
            var code = await TerminalCheck.RunAsync(["--environment=Development"], output, builder =>
            {
                builder.Configuration.AddInMemoryCollection(DevHost.LocalPortal.Settings(world.Tenant, folder.Path, "http://localhost:5080"));
                builder.Configuration.AddInMemoryCollection([new("Auth0:Limits:Plan", "off")]); // nobody moves the clock while calls wait for their turn
                builder.Services.AddSingleton<TimeProvider>(world.Clock);
            });
            return (code, output.ToString().Contains(line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_README_names_the_scopes_that_the_code_needs_and_no_others()
    {
        foreach (var file in new[] { "README.md", Path.Combine("docs", "connect-your-auth0-tenant.md") })
        {
            var text = File.ReadAllText(Path.Combine(Root(), file));
            var named = System.Text.RegularExpressions.Regex.Matches(text, "`(read|create|update|delete):[a-z_]+`", System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.ExplicitCapture).Select(match => match.Value.Trim('`')).Distinct(StringComparer.Ordinal).Except(NeededScopes.Dangerous, StringComparer.Ordinal);
            Assert.Equal(NeededScopes.All.Select(scope => scope.Name).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_guide_for_a_first_tenant_names_every_check_and_every_button_as_Setup_does()
    {
        await using var world = await SetupWorld.StartAsync();
        var guide = string.Join(' ', File.ReadAllText(Path.Combine(Root(), "docs", "connect-your-auth0-tenant.md")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.All(world.Portal.Get<SetupChecks>().Report.Rows, row => Assert.Contains($"*{row.Title}*", guide, StringComparison.Ordinal));
        Assert.All(new[] { "Enable it", "Close sign-up", "Switch it on", "Switch it off", "Publish the invitation email", "Set to 30 days", "Copy scopes", "Check again", "Export as text", "Test invite" },
            button => Assert.Contains($"*{button}*", guide, StringComparison.Ordinal));
    }

    private static Auth0Emulator.Tenant.EmailProvider SeedProvider() => TenantSeed.Default.EmailProvider!;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AdminPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests don't run inside the repository.");
    }
}
