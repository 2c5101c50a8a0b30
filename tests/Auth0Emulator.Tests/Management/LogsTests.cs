using System.Text.Json.Nodes;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

public sealed class LogsTests : TenantTests
{
    private static string[] Types(JsonNode entries) => [.. entries.AsArray().Select(entry => entry!["type"]!.GetValue<string>())];

    [Fact]
    public async Task Entries_show_after_a_moment_newest_first()
    {
        await Http.NewUserAsync("nia@example.com");
        (await Http.CallAsync("GET", "/logs")).Is(200, "[]");

        Clock.Advance(TimeSpan.FromSeconds(1));

        var answer = await Http.CallAsync("GET", "/logs");
        Assert.Equal(["sapi", "ss", "seccft"], Types(answer.Json));
        Assert.Equal("2026-11-22T09:00:00.000Z", answer.Json[0]!["date"]!.GetValue<string>());
    }

    [Fact]
    public async Task Ids_are_long_numbers_that_start_with_900_and_grow()
    {
        await Http.NewUserAsync("nia@example.com");
        Clock.Advance(TimeSpan.FromSeconds(1));

        var ids = (await Http.CallAsync("GET", "/logs?sort=date:1")).Json.AsArray().Select(entry => entry!["log_id"]!.GetValue<string>()).ToArray();

        Assert.All(ids, id => Assert.Matches("^900[0-9]{53}$", id));
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_checkpoint_hands_out_what_came_after_it_once_each()
    {
        for (var number = 0; number < 3; number++)
        {
            await Http.NewUserAsync($"user{number}@example.com");
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        var all = (await Http.CallAsync("GET", "/logs?sort=date:1")).Json.AsArray().Select(entry => entry!["log_id"]!.GetValue<string>()).ToArray();

        var seen = new List<string> { all[0] };
        while ((await Http.CallAsync("GET", $"/logs?from={seen[^1]}&take=2")).Json.AsArray() is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(entry => entry!["log_id"]!.GetValue<string>()));
        }

        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task A_checkpoint_holds_when_the_clock_is_set_back()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        await Http.NewTokenAsync();
        var before = Tenant.State.Read(tenant => tenant.Logs[^1].LogId);
        Tenant.Clock.MoveBy(TimeSpan.FromMinutes(-30));
        await Http.NewTokenAsync();
        var token = await Http.NewTokenAsync();
        Tenant.Clock.MoveBy(TimeSpan.FromMinutes(31));

        var page = await Http.CallWithAsync(token, "GET", $"/logs?from={before}&take=10");

        Assert.Equal(["seccft", "seccft"], Types(page.Json));
    }

    [Fact]
    public async Task A_password_is_hidden_in_the_log_and_metadata_is_not()
    {
        await Http.CallAsync("PATCH", "/users/auth0%7C6741a0000000000000000001", new { password = "Canary-password-1", app_metadata = new { code = "blue", ticket = 7 } });

        var body = Tenant.State.Read(tenant => tenant.Logs[^1].Details!["request"]!["body"]!.ToJsonString());
        Assert.Equal("""{"password":"*****","app_metadata":{"code":"blue","ticket":7}}""", body);
    }

    [Fact]
    public async Task Totals_and_choosing_fields_work_as_everywhere()
    {
        await Http.NewUserAsync("nia@example.com");
        Clock.Advance(TimeSpan.FromSeconds(1));

        var answer = await Http.CallAsync("GET", "/logs?include_totals=true&per_page=2&fields=type,log_id");

        Assert.Equal((0, 2, 3), (answer.Json["start"]!.GetValue<int>(), answer.Json["limit"]!.GetValue<int>(), answer.Json["total"]!.GetValue<int>()));
        Assert.Equal(["type", "log_id"], answer.Json["logs"]![0]!.AsObject().Select(field => field.Key));
    }

    [Theory]
    [InlineData("type:ss", "ss")]
    [InlineData("type:(ss OR seccft)", "ss,seccft")]
    [InlineData("user_name:\"nia@example.com\" AND type:ss", "ss")]
    [InlineData("user_name:\"Nia@example.com\"", "")]
    [InlineData("date:[2026-11-22 TO *] AND NOT type:s*", "")]
    public async Task Entries_are_found_by_query(string q, string expected)
    {
        await Http.NewUserAsync("nia@example.com");
        Clock.Advance(TimeSpan.FromSeconds(1));

        var answer = await Http.CallAsync("GET", $"/logs?q={Uri.EscapeDataString(q)}");

        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), Types(answer.Json));
    }

    [Fact]
    public async Task A_users_entries_are_listed_alone()
    {
        var id = await Http.NewUserAsync("nia@example.com");
        await Http.NewUserAsync("ned@example.com");
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["ss"], Types((await Http.CallAsync("GET", $"/users/{Uri.EscapeDataString(id)}/logs")).Json));
        (await Http.CallAsync("GET", "/users/auth0%7Cnobody/logs")).Is(200, "[]");
    }

    [Fact]
    public async Task One_entry_is_read_by_id()
    {
        await Http.NewTokenAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var id = Tenant.State.Read(tenant => tenant.Logs[0].LogId);

        Assert.Equal("seccft", (await Http.CallAsync("GET", $"/logs/{id}")).Text("type"));
        Assert.Equal(404, (await Http.CallAsync("GET", "/logs/900")).Status);
    }

    [Fact]
    public async Task A_refused_write_leaves_fapi()
    {
        await Http.CallAsync("POST", "/users", new { nonsense = 1 });

        var entry = Tenant.State.Read(tenant => tenant.Logs[^1]);
        Assert.Equal(("fapi", "Create a User", 400), (entry.Type, entry.Description, entry.Details!["response"]!["statusCode"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Entries_are_forgotten_after_thirty_days()
    {
        await Http.NewTokenAsync();
        Clock.Advance(TimeSpan.FromDays(31));

        await Http.NewTokenAsync();

        Assert.Single(Tenant.State.Read(tenant => tenant.Logs.ToArray()));
    }

    [Fact]
    public async Task An_entry_that_has_grown_too_old_since_the_last_one_was_written_is_not_shown()
    {
        await Http.NewUserAsync("nia@example.com");
        Clock.Advance(TimeSpan.FromDays(29.5));
        var token = await Http.NewTokenAsync();
        Clock.Advance(TimeSpan.FromDays(0.6));

        var shown = await Http.CallWithAsync(token, "GET", "/logs");

        Assert.Equal(["seccft"], Types(shown.Json));
    }
}
