using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using AdminPortal.Testing;
using Auth0Emulator.Tenant;
using Auth0Emulator.Tests.Authentication;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Hosting;

public sealed class KeepingStateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tenant-").FullName;
    private readonly ManualClock _clock = new();

    private LocalTenantOptions Options => new() { Folder = _folder, Clock = _clock };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Users_roles_tickets_mail_and_logs_survive_a_restart()
    {
        string id;
        await using (var tenant = await LocalTenant.StartAsync(Options))
        {
            using var http = new TenantHttp(tenant);
            id = await http.NewUserAsync("nia@example.com");
            await http.CallAsync("POST", $"/users/{Uri.EscapeDataString(id)}/roles", new { roles = new[] { "rol_Member0000000000" } });
            await http.CallAsync("PATCH", $"/users/{Uri.EscapeDataString(id)}", """{"app_metadata":{"invitation":{"id":7}},"verify_email":true}""");
            await http.CallAsync("POST", "/tickets/password-change", new { user_id = id });
        }

        await using var again = await LocalTenant.StartAsync(Options);
        using var later = new TenantHttp(again);

        var user = await later.CallAsync("GET", $"/users/{Uri.EscapeDataString(id)}");
        Assert.Equal(7, user.Json["app_metadata"]!["invitation"]!["id"]!.GetValue<int>());
        Assert.Single((await later.CallAsync("GET", $"/users/{Uri.EscapeDataString(id)}/roles")).Json.AsArray());
        Assert.Single(again.Mail.To("nia@example.com"));
        Assert.Single(again.State.Read(tenant => tenant.Tickets.Values.ToArray()));
        Assert.Contains("ss", again.State.Read(tenant => tenant.Logs.Select(entry => entry.Type).ToArray()));
        Assert.Single((await later.CallAsync("GET", "/users?q=" + Uri.EscapeDataString("email:nia@example.com"))).Json.AsArray());
    }

    [Fact]
    public async Task What_was_set_up_survives_a_restart()
    {
        string before;
        var options = Options with { Seed = TenantSeed.Default with { ManagementScopes = [.. TenantSeed.Default.ManagementScopes, "update:clients", "update:email_provider"] } };
        await using (var tenant = await LocalTenant.StartAsync(options))
        {
            using var http = new TenantHttp(tenant);
            await http.CallAsync("PATCH", "/email-templates/reset_email", """{"subject":"Kept","urlLifetimeInSeconds":3600}""");
            await http.CallAsync("PATCH", "/emails/provider", """{"name":"ses","credentials":{"accessKeyId":"very-secret","secretAccessKey":"very-secret","region":"eu-west-1"}}""");
            await http.CallAsync("PATCH", "/connections/con_LocalDatabase001", """{"options":{"passwordPolicy":"low","custom":{"kept":true}}}""");
            await http.CallAsync("PATCH", "/connections/con_LocalDatabase001/clients", $$"""[{"client_id":"{{TenantSeed.AcmeClientId}}","status":false}]""");
            await http.CallAsync("PATCH", $"/clients/{TenantSeed.PortalClientId}", """{"logo_uri":"https://acme.example/logo.png"}""");
            await http.CallAsync("PATCH", "/branding", """{"colors":{"page_background":{"type":"linear-gradient","start":"#fff","end":"#000","angle_deg":35}},"font":{"url":"https://fonts.example/a.woff2"}}""");
            await http.ControlAsync("PATCH", "/settings", """{"customDomains":[{"domain":"login.example.com","default":true}]}""");
            before = await EverythingAsync(http);
        }

        Assert.DoesNotContain("very-secret", await File.ReadAllTextAsync(Path.Combine(_folder, "tenant.json")), StringComparison.Ordinal);
        await using var again = await LocalTenant.StartAsync(options);
        using var later = new TenantHttp(again);

        Assert.Equal(before, await EverythingAsync(later));

        static async Task<string> EverythingAsync(TenantHttp http)
        {
            var read = new List<string>();
            foreach (var path in new[]
            {
                "/email-templates/reset_email", "/emails/provider?fields=name,credentials", "/connections/con_LocalDatabase001", "/connections/con_LocalDatabase001/clients",
                $"/clients/{TenantSeed.PortalClientId}", "/branding", "/custom-domains",
            })
            {
                var answer = await http.CallAsync("GET", path);
                Assert.Equal(200, answer.Status);
                read.Add(answer.Body);
            }

            return string.Join('\n', read);
        }
    }

    [Fact]
    public async Task A_token_stays_good_over_a_restart_on_the_same_port()
    {
        int port;
        string token;
        await using (var tenant = await LocalTenant.StartAsync(Options))
        {
            using var http = new TenantHttp(tenant);
            port = tenant.Address.Port;
            token = await http.NewTokenAsync();
        }

        await using var again = await LocalTenant.StartAsync(Options with { Port = port });
        using var later = new TenantHttp(again);

        Assert.Equal(200, (await later.CallWithAsync(token, "GET", "/roles")).Status);
    }

    [Fact]
    public async Task A_tenant_that_moves_to_another_port_takes_its_addresses_along_and_nobody_elses()
    {
        string longer;
        int port;
        await using (var first = await LocalTenant.StartAsync(Options))
        {
            using var before = new TenantHttp(first);
            port = first.Address.Port;
            longer = $"http://localhost:{port}1/callback";
            first.State.Change(tenant => tenant.Clients[0] = tenant.Clients[0] with { Callbacks = [longer] });
            await before.SendAsync("POST", "/dbconnections/change_password", new { email = "lead@example.com", connection = TenantSeed.ConnectionName });
        }

        // As long as somebody else has the old port, a free one is another one.
        using var elsewhere = new TcpListener(IPAddress.Loopback, port);
        elsewhere.Start();
        await using var again = await LocalTenant.StartAsync(Options);
        using var http = new TenantHttp(again);

        Assert.NotEqual(port, again.Address.Port);
        Assert.Equal(200, (await http.CallAsync("GET", "/roles")).Status);
        Assert.Equal($"{again.Address}emulator/acme", again.State.Read(tenant => tenant.Client(TenantSeed.AcmeClientId)!.InitiateLoginUri));
        Assert.StartsWith($"{again.Address}u/reset-verify?", Assert.Single(again.Mail.All).Links[0], StringComparison.Ordinal);
        Assert.Equal([longer], again.State.Read(tenant => tenant.Clients[0].Callbacks));
    }

    [Fact]
    public async Task A_browsers_session_and_a_used_link_survive_a_restart()
    {
        var cookies = new CookieContainer();
        string link;
        int port;
        await using (var tenant = await LocalTenant.StartAsync(Options))
        {
            using var http = new TenantHttp(tenant);
            using var browser = new TestBrowser(tenant, cookies);
            await browser.PostAsync(new Trip().Login, ("email", "admin@example.com"), ("password", TenantSeed.Password));
            link = (await http.CallAsync("POST", "/tickets/password-change", new { user_id = await http.NewUserAsync("nia@example.com") })).Text("ticket");
            var done = await browser.PostAsync("/u/reset-verify", ("ticket", Tickets.Id(link)), ("new_password", "Fresh-password-9"), ("confirm_password", "Fresh-password-9"));
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            port = tenant.Address.Port;
        }

        await using var again = await LocalTenant.StartAsync(Options with { Port = port });
        using var later = new TestBrowser(again, cookies);

        Assert.NotNull(TestBrowser.Field(await later.GetAsync(new Trip().Authorize), "code"));
        Assert.Contains("This link has been used", await later.ReadAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_answered_is_on_disk()
    {
        await using var tenant = await LocalTenant.StartAsync(Options);
        using var http = new TenantHttp(tenant);

        await http.NewUserAsync("nia@example.com");

        Assert.Contains("nia@example.com", await File.ReadAllTextAsync(Path.Combine(_folder, "tenant.json")), StringComparison.Ordinal);
        Assert.Equal(["tenant.json", "tenant.lock"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_moved_clock_goes_on_from_where_it_was_after_a_restart()
    {
        await using (var tenant = await LocalTenant.StartAsync(Options))
        {
            using var http = new TenantHttp(tenant);
            await http.ControlAsync("POST", "/clock", new { by = "40.00:00:00" });
        }

        await using (var again = await LocalTenant.StartAsync(Options))
        {
            Assert.Equal(_clock.Now.AddDays(40), again.Clock.GetUtcNow());
            await again.ResetAsync();
        }

        await using var fresh = await LocalTenant.StartAsync(Options);
        Assert.Equal(TimeSpan.Zero, fresh.Clock.Offset);
    }

    [Fact]
    public async Task Two_tenants_do_not_share_a_folder()
    {
        await using (await LocalTenant.StartAsync(Options))
        {
            var refused = await Assert.ThrowsAsync<FolderInUseException>(() => LocalTenant.StartAsync(Options));

            Assert.Equal($"The folder {_folder} is in use by another local tenant. Stop that one, or choose another folder with --folder.", refused.Message);
        }

        await using var afterwards = await LocalTenant.StartAsync(Options);
        Assert.Equal(4, afterwards.State.Read(tenant => tenant.Users.Count));
    }

    [Theory]
    [InlineData("PATCH", "/emulator/api/grants", """{"clientId":"ManagementLocalClient00000000002","scope":["read:roles"]}""")]
    [InlineData("DELETE", "/emulator/api/mail", null)]
    [InlineData("POST", "/api/v2/roles", """{"name":"Captain"}""")]
    public async Task No_reply_leaves_before_the_change_is_on_disk(string method, string path, string? body)
    {
        await using var tenant = await LocalTenant.StartAsync(Options);
        using var http = new TenantHttp(tenant);
        tenant.Grants.Allow(TenantSeed.ManagementClientId, "create:roles");
        var token = new AuthenticationHeaderValue("Bearer", await http.NewTokenAsync());

        // Where a directory stands no file can be written beside the old one: the change stays in memory.
        Directory.CreateDirectory(Path.Combine(_folder, "tenant.json.new"));

        Assert.Equal(500, (await http.SendAsync(method, path, body, token)).Status);
    }

    [Fact]
    public async Task What_is_no_tenant_is_told_with_the_cure()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "tenant.json"), "{ not json");

        var problem = await Assert.ThrowsAsync<InvalidDataException>(() => LocalTenant.StartAsync(Options));

        Assert.Contains("Delete it to start with a fresh tenant.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_writes_at_once_all_reach_the_disk()
    {
        await using var tenant = await LocalTenant.StartAsync(Options);
        using var http = new TenantHttp(tenant);
        await http.CallAsync("GET", "/roles");

        await Task.WhenAll(Enumerable.Range(0, 25).Select(number => http.NewUserAsync($"user{number}@example.com")));

        var kept = await File.ReadAllTextAsync(Path.Combine(_folder, "tenant.json"));
        Assert.All(Enumerable.Range(0, 25), number => Assert.Contains($"\"user{number}@example.com\"", kept, StringComparison.Ordinal));
    }
}
