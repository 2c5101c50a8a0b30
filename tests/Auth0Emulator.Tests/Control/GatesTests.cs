using System.Net.Sockets;
using System.Text;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Control;

public sealed class GatesTests : TenantTests
{
    private static readonly object Nia = new { connection = TenantSeed.ConnectionName, email = "nia@example.com", password = "Correct-horse-7", verify_email = false };

    private int Users => Tenant.State.Read(tenant => tenant.Users.Count(user => user.Value.Email == "nia@example.com"));

    [Fact]
    public async Task A_held_call_has_done_nothing_until_it_is_let_through()
    {
        await Http.CallAsync("GET", "/roles");
        await using var gate = Tenant.Gates.HoldCall("POST /api/v2/users");
        var call = Http.CallAsync("POST", "/users", Nia);
        await gate.ArrivedAsync();
        Assert.Equal((0, 1), (Users, gate.Holding));

        gate.Release();

        Assert.Equal(201, (await call).Status);
        Assert.Equal(1, Users);
    }

    [Fact]
    public async Task A_held_reply_is_of_a_call_that_is_done()
    {
        await Http.CallAsync("GET", "/roles");
        await using var gate = Tenant.Gates.HoldReply("POST /api/v2/users");
        var call = Http.CallAsync("POST", "/users", Nia);
        await gate.ArrivedAsync();
        Assert.Equal(1, Users);
        Assert.False(call.IsCompleted);

        gate.Release();

        Assert.Equal(201, (await call).Status);
    }

    [Fact]
    public async Task What_is_done_stays_done_when_the_caller_is_killed_while_the_reply_is_held()
    {
        var token = await Http.NewTokenAsync();
        await using var gate = Tenant.Gates.HoldReply("POST /api/v2/users");
        await KillCallerAsync(token, gate);

        gate.Release();

        Assert.Equal(1, Users);
        Assert.Equal(409, (await Http.CallAsync("POST", "/users", Nia)).Status);
    }

    [Fact]
    public async Task A_call_held_before_it_acts_still_acts_when_its_caller_was_killed()
    {
        var token = await Http.NewTokenAsync();
        await using var gate = Tenant.Gates.HoldCall("POST /api/v2/users");
        await KillCallerAsync(token, gate);
        Assert.Equal(0, Users);

        gate.Release();

        await Tenant.Journal.UntilAsync(entries => entries.Any(entry => entry is { Path: "/api/v2/users", Acted: true }));
        Assert.Equal(1, Users);
    }

    [Fact]
    public async Task A_released_gate_holds_nobody_any_more()
    {
        await using var gate = Tenant.Gates.HoldCall("GET /api/v2/roles");
        gate.Release();

        Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
        Assert.Empty(Tenant.Gates.All);
    }

    [Fact]
    public async Task A_gate_waits_for_as_many_callers_as_asked()
    {
        await Http.CallAsync("GET", "/roles");
        await using var gate = Tenant.Gates.HoldCall("GET /api/v2/roles");
        var calls = Enumerable.Range(0, 3).Select(_ => Http.CallAsync("GET", "/roles")).ToArray();

        await gate.ArrivedAsync(3);
        gate.Release();

        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task A_gate_can_be_for_one_user_alone()
    {
        await Http.CallAsync("GET", "/roles");
        await using var gate = Tenant.Gates.HoldCall("POST /api/v2/users", containing: "nia@example.com");

        await Http.NewUserAsync("ned@example.com");
        var held = Http.CallAsync("POST", "/users", Nia);
        await gate.ArrivedAsync();

        Assert.Equal(1, gate.Arrived);
        gate.Release();
        await held;
    }

    [Fact]
    public async Task The_journal_shows_a_held_call_without_a_status()
    {
        await Http.CallAsync("GET", "/roles");
        await using var gate = Tenant.Gates.HoldReply("POST /api/v2/users");
        var call = Http.CallAsync("POST", "/users", Nia);
        await gate.ArrivedAsync();

        var held = Tenant.Journal.On("POST /api/v2/users")[0];
        Assert.Equal((true, null), (held.Acted, held.Status));
        gate.Release();
        await call;

        Assert.Equal(("gate-1 Reply", 201), (Tenant.Journal.On("POST /api/v2/users")[0].Touched, Tenant.Journal.On("POST /api/v2/users")[0].Status));
    }

    [Fact]
    public async Task A_tenant_stops_while_it_holds_a_call()
    {
        await Http.CallAsync("GET", "/roles");
        var gate = Tenant.Gates.HoldCall("POST /api/v2/users");
        var call = Http.CallAsync("POST", "/users", Nia);
        await gate.ArrivedAsync();

        await Tenant.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task A_reset_cuts_held_calls_before_they_reach_the_fresh_tenant()
    {
        await Http.CallAsync("GET", "/roles");
        var gate = Tenant.Gates.HoldCall("POST /api/v2/users");
        var call = Http.CallAsync("POST", "/users", Nia);
        await gate.ArrivedAsync();

        await Tenant.ResetAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => call);
        Assert.Equal(0, Users);
        Assert.Empty(Tenant.Gates.All);
    }

    // A process that is killed closes its socket without another word.
    private async Task KillCallerAsync(string token, Auth0Emulator.Control.Gate gate)
    {
        var body = System.Text.Json.JsonSerializer.Serialize(Nia);
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", Tenant.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(
            $"POST /api/v2/users HTTP/1.1\r\nHost: {Tenant.Address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        await gate.ArrivedAsync();
        socket.Client.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
