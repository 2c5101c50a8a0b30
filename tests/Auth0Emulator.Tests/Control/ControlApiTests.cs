using Auth0Emulator.Mail;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Control;

public sealed class ControlApiTests : TenantTests
{
    [Fact]
    public async Task Mail_is_listed_by_address_and_thrown_away()
    {
        Tenant.Mail.Add(new InboxMail { Id = "m1", To = "nia@example.com", From = "a@b.example", Subject = "Hello", Html = "<a href=\"http://x/#\">x</a>", Text = "x", Links = ["http://x/#"], SentAt = Clock.Now });

        (await Http.ControlAsync("GET", "/mail?to=Nia@example.com")).Is(200, """
            [{"id":"m1","to":"nia@example.com","from":"a@b.example","subject":"Hello","html":"<a href=\"http://x/#\">x</a>","text":"x","links":["http://x/#"],"sentAt":"2026-11-22T09:00:00+00:00"}]
            """);
        (await Http.ControlAsync("GET", "/mail?to=ned@example.com")).Is(200, "[]");
        Assert.Equal(204, (await Http.ControlAsync("DELETE", "/mail")).Status);
        Assert.Empty(Tenant.Mail.All);
    }

    [Fact]
    public async Task The_journal_is_read_whole_or_by_route()
    {
        await Http.NewUserAsync("nia@example.com");
        Clock.Advance(TimeSpan.FromMinutes(1));

        var whole = await Http.ControlAsync("GET", "/journal");
        var route = await Http.ControlAsync("GET", "/journal?route=" + Uri.EscapeDataString("POST /api/v2/users"));

        Assert.Equal(2, whole.Json.AsArray().Count);
        var entry = Assert.Single(route.Json.AsArray())!;
        Assert.Equal(("POST", "/api/v2/users", 201, TenantSeed.ManagementClientId), (entry["method"]!.GetValue<string>(), entry["path"]!.GetValue<string>(), entry["status"]!.GetValue<int>(), entry["client"]!.GetValue<string>()));
        Assert.Equal(["acted", "at", "body", "client", "kind", "method", "number", "path", "scope", "status"], entry.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal("2026-11-22T09:00:00+00:00", (string?)entry["at"]);
        Assert.Contains("create:users", (string?)entry["scope"], StringComparison.Ordinal);
        Assert.Contains("nia@example.com", (string?)entry["body"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_is_thrown_away()
    {
        await Http.CallAsync("GET", "/roles");

        Assert.Equal(204, (await Http.ControlAsync("DELETE", "/journal")).Status);

        (await Http.ControlAsync("GET", "/journal")).Is(200, "[]");
    }

    [Fact]
    public async Task All_faults_are_taken_out_at_once()
    {
        await Http.ControlAsync("POST", "/faults", new { route = "GET /api/v2/roles", kind = "drop" });
        await Http.ControlAsync("POST", "/faults", new { route = "GET /api/v2/users", kind = "status" });

        Assert.Equal(204, (await Http.ControlAsync("DELETE", "/faults")).Status);

        (await Http.ControlAsync("GET", "/faults")).Is(200, "[]");
        Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
    }

    [Fact]
    public async Task All_gates_are_opened_at_once()
    {
        await Http.CallAsync("GET", "/roles");
        var gate = await Http.ControlAsync("POST", "/gates", new { route = "GET /api/v2/roles", place = "call" });
        await Http.ControlAsync("POST", "/gates", new { route = "GET /api/v2/users", place = "reply" });
        var call = Http.CallAsync("GET", "/roles");
        await Http.ControlAsync("GET", $"/gates/{gate.Text("id")}/arrived");

        Assert.Equal(204, (await Http.ControlAsync("DELETE", "/gates")).Status);

        Assert.Equal(200, (await call).Status);
        (await Http.ControlAsync("GET", "/gates")).Is(200, "[]");
    }

    [Fact]
    public async Task A_fault_is_planned_seen_and_taken_out()
    {
        var added = await Http.ControlAsync("POST", "/faults", new { route = "GET /api/v2/roles", kind = "status", status = 418, message = "teapot", times = 3 });
        Assert.Equal(201, added.Status);

        var hit = await Http.CallAsync("GET", "/roles");
        var listed = (await Http.ControlAsync("GET", "/faults")).Json[0]!;

        Assert.Equal((418, "teapot"), (hit.Status, hit.Text("message")));
        Assert.Equal((2, 1, "status"), (listed["times"]!.GetValue<int>(), listed["hits"]!.GetValue<int>(), listed["kind"]!.GetValue<string>()));
        Assert.Equal(204, (await Http.ControlAsync("DELETE", $"/faults/{added.Text("id")}")).Status);
        Assert.Equal(404, (await Http.ControlAsync("DELETE", $"/faults/{added.Text("id")}")).Status);
        Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("hang")]
    [InlineData("drop")]
    [InlineData("commitThenDrop")]
    public async Task Every_kind_of_fault_can_be_planned(string kind) =>
        Assert.Equal(kind, (await Http.ControlAsync("POST", "/faults", new { route = "GET /api/v2/roles", kind })).Text("kind"));

    [Theory]
    [InlineData("/faults", """{"route":"nonsense","kind":"drop"}""", "\"nonsense\" is not a route")]
    [InlineData("/faults", """{"route":"GET /api/v2/users?q=x","kind":"drop"}""", "\"GET /api/v2/users?q=x\" would match nothing")]
    [InlineData("/faults", """{"route":"GET /api/v2/users#x","kind":"drop"}""", "\"GET /api/v2/users#x\" would match nothing")]
    [InlineData("/faults", """{"route":"GET /emulator/api/mail","kind":"drop"}""", "\"GET /emulator/api/mail\" would match nothing")]
    [InlineData("/gates", """{"route":"* /emulator","place":"call"}""", "\"* /emulator\" would match nothing")]
    [InlineData("/faults", """{"route":"GET /x","kind":99}""", "The body can't be read")]
    [InlineData("/faults", """{"route":"GET /x","kind":1}""", "The body can't be read")]
    [InlineData("/gates", """{"route":"GET /x","place":1}""", "The body can't be read")]
    [InlineData("/faults", """{"route":"GET /x","kind":"status","status":99}""", "status must be between 200 and 599; it is 99.")]
    [InlineData("/faults", """{"route":"GET /x","kind":"explode"}""", "The body can't be read")]
    [InlineData("/faults", """{"route":"GET /x","kind":"drop","count":1}""", "The body can't be read")]
    [InlineData("/faults", """{"route":"GET /x","kind":"drop","times":0}""", "times must be 1 or more")]
    [InlineData("/gates", """{"route":"GET /x"}""", "The body can't be read")]
    [InlineData("/clock", """{"by":"soon"}""", "\"soon\" is not a duration")]
    [InlineData("/clock", """{}""", "Say either by")]
    [InlineData("/clock", """{"by":"3651.00:00:00"}""", "The clock can be moved by at most ten years.")]
    [InlineData("/clock", """{"by":"10675199.02:48:05"}""", "The clock can be moved by at most ten years.")]
    [InlineData("/clock", """{"by":"-10675199.02:48:05"}""", "The clock can be moved by at most ten years.")]
    [InlineData("/clock", """{"to":"9999-12-31T23:59:59Z"}""", "The clock can be moved by at most ten years.")]
    [InlineData("/clock", """{"to":"0001-01-01T00:00:00Z"}""", "The clock can be moved by at most ten years.")]
    public async Task What_makes_no_sense_is_refused_with_a_sentence(string path, string body, string sentence)
    {
        var answer = await Http.ControlAsync("POST", path, body);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(sentence, answer.Text("error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_is_put_up_waited_for_and_released()
    {
        await Http.CallAsync("GET", "/roles");
        var gate = await Http.ControlAsync("POST", "/gates", new { route = "GET /api/v2/roles", place = "reply" });
        var call = Http.CallAsync("GET", "/roles");

        var arrived = await Http.ControlAsync("GET", $"/gates/{gate.Text("id")}/arrived");

        Assert.Equal((200, 1, "reply"), (arrived.Status, arrived.Json["arrived"]!.GetValue<int>(), arrived.Text("place")));
        Assert.Equal(204, (await Http.ControlAsync("DELETE", $"/gates/{gate.Text("id")}")).Status);
        Assert.Equal(200, (await call).Status);
        (await Http.ControlAsync("GET", "/gates")).Is(200, "[]");
    }

    [Fact]
    public async Task The_clock_is_moved_by_and_to()
    {
        Assert.Equal("2026-11-23T11:00:00+00:00", (await Http.ControlAsync("POST", "/clock", new { by = "1.02:00:00" })).Text("now"));
        Assert.Equal("2027-01-01T00:00:00+00:00", (await Http.ControlAsync("POST", "/clock", new { to = "2027-01-01T00:00:00Z" })).Text("now"));
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), Tenant.Clock.GetUtcNow());
        Assert.Equal("2027-01-01T00:00:00+00:00", (await Http.ControlAsync("GET", "/clock")).Text("now"));
    }

    [Fact]
    public async Task Moving_the_clock_ages_tokens()
    {
        var token = await Http.NewTokenAsync();

        await Http.ControlAsync("POST", "/clock", new { by = "1.00:00:01" });

        Assert.Equal(401, (await Http.CallWithAsync(token, "GET", "/roles")).Status);
    }

    [Fact]
    public async Task A_grant_loses_and_regains_scopes()
    {
        await Http.ControlAsync("PATCH", "/grants", new { clientId = TenantSeed.ManagementClientId, deny = new[] { "read:roles" } });
        Assert.Equal(403, (await Http.CallWithAsync(await Http.NewTokenAsync(), "GET", "/roles")).Status);

        var grant = await Http.ControlAsync("PATCH", "/grants", new { clientId = TenantSeed.ManagementClientId, allow = new[] { "read:roles" } });

        Assert.Contains("read:roles", grant.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await Http.CallWithAsync(await Http.NewTokenAsync(), "GET", "/roles")).Status);
    }

    [Fact]
    public async Task Of_a_client_that_is_unknown_there_is_no_grant_to_read_or_change()
    {
        Assert.Equal(404, (await Http.ControlAsync("GET", "/grants?clientId=Nobody")).Status);
        var refused = await Http.ControlAsync("PATCH", "/grants", new { clientId = "Nobody", allow = new[] { "read:roles" } });

        Assert.Equal((404, "There is no client Nobody; GET /emulator/api/tenant names those there are."), (refused.Status, refused.Text("error")));
        Assert.Equal(404, (await Http.ControlAsync("PATCH", "/grants", new { clientId = "Nobody", remove = true })).Status);
        Assert.Single(Tenant.Grants.All);
        Assert.Single((await Http.ControlAsync("GET", $"/grants?clientId={TenantSeed.ManagementClientId}")).Json.AsArray());
        (await Http.ControlAsync("GET", $"/grants?clientId={TenantSeed.AcmeClientId}")).Is(200, "[]");
    }

    [Fact]
    public async Task A_scope_a_client_has_not_got_can_not_be_denied_it()
    {
        var refused = await Http.ControlAsync("PATCH", "/grants", new { clientId = TenantSeed.ManagementClientId, deny = new[] { "read:roles", "read:rolls" } });

        Assert.Equal(400, refused.Status);
        Assert.StartsWith($"{TenantSeed.ManagementClientId} has not got read:rolls, so it can't be taken away; it has read:users, ", refused.Text("error"), StringComparison.Ordinal);
        Assert.Contains("read:roles", Tenant.Grants.Find(TenantSeed.ManagementClientId)!.Scope);
        Assert.Equal(400, (await Http.ControlAsync("PATCH", "/grants", new { clientId = TenantSeed.AcmeClientId, deny = new[] { "read:roles" } })).Status);
        Assert.Single(Tenant.Grants.All);
    }

    [Fact]
    public async Task A_request_that_takes_a_grant_away_and_changes_it_is_refused()
    {
        var refused = await Http.ControlAsync("PATCH", "/grants", new { clientId = TenantSeed.ManagementClientId, remove = true, allow = new[] { "read:rules" } });

        Assert.Equal((400, "remove takes the whole grant away: leave scope, allow and deny out."), (refused.Status, refused.Text("error")));
        Assert.Single(Tenant.Grants.All);
    }

    [Fact]
    public async Task Changes_of_a_grant_that_come_together_all_count()
    {
        var added = Enumerable.Range(0, 50).Select(number => $"read:thing{number}").ToArray();

        await Task.WhenAll(added.Select(scope => Http.ControlAsync("PATCH", "/grants", new { clientId = TenantSeed.ManagementClientId, allow = new[] { scope } })));

        Assert.Subset(Tenant.Grants.Find(TenantSeed.ManagementClientId)!.Scope.ToHashSet(StringComparer.Ordinal), added.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_grant_is_taken_away_and_made_anew()
    {
        Assert.Equal(204, (await Http.ControlAsync("PATCH", "/grants", new { clientId = TenantSeed.ManagementClientId, remove = true })).Status);
        (await Http.ControlAsync("GET", "/grants")).Is(200, "[]");
        Assert.Equal(403, (await Http.FormAsync("/oauth/token", Http.TokenFields())).Status);

        await Http.ControlAsync("PATCH", "/grants", new { clientId = TenantSeed.ManagementClientId, scope = new[] { "read:roles" } });

        Assert.Equal("read:roles", (await Http.FormAsync("/oauth/token", Http.TokenFields())).Text("scope"));
    }

    [Fact]
    public async Task Reset_puts_everything_back_to_the_seed_and_keeps_the_key()
    {
        var token = await Http.NewTokenAsync();
        await Http.NewUserAsync("nia@example.com");
        Tenant.Faults.Add(Auth0Emulator.Control.Fault.Answer("GET /api/v2/roles"));
        Tenant.Gates.HoldCall("GET /api/v2/users");
        Tenant.Clock.MoveBy(TimeSpan.FromHours(1));
        Tenant.Grants.Remove(TenantSeed.ManagementClientId);

        Assert.Equal(204, (await Http.ControlAsync("POST", "/reset")).Status);

        Assert.Empty(Tenant.Journal.All);
        Assert.Empty(Tenant.Gates.All);
        Assert.Equal(Clock.Now, Tenant.Clock.GetUtcNow());
        (await Http.CallWithAsync(token, "GET", "/users-by-email?email=nia%40example.com")).Is(200, "[]");
        Assert.Equal(200, (await Http.CallWithAsync(token, "GET", "/roles")).Status);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Host", "evil.example")]
    public async Task Other_web_sites_are_kept_out(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emulator/api/reset");
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(403, (await Http.SendAsync(request)).Status);
    }
}
