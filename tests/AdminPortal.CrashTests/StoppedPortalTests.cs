using System.Globalization;
using System.Net.Sockets;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator.Control;

namespace AdminPortal.CrashTests;

/// <summary>The portal is asked to end (SIGTERM) in a bulk: it begins nothing new, ends in time, and the next start goes on where it was.</summary>
public sealed class StoppedPortalTests
{
    private const string CreateUser = "POST /api/v2/users";
    private const string AskForMail = "POST /dbconnections/change_password";
    private const int Invitations = 60;
    private const int AtOnce = 4;

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Asked_to_end_in_a_bulk_it_begins_nothing_new_finishes_what_is_in_flight_and_loses_nothing()
    {
        await using var scene = await CrashScene.BeginAsync();
        var (portal, gate) = await BulkAtGateAsync(scene, Invitations, AskForMail, GatePlace.Call);
        var accounts = scene.Tenant.Journal.On(CreateUser).Count;

        portal.Terminate();
        await portal.LineAsync("Application is shutting down");
        gate.Release();
        await ExpectEndAsync(portal);

        // What was in flight is finished and given back, everything else untouched.
        Assert.Equal(accounts, scene.Tenant.Journal.On(CreateUser).Count);
        var rows = await scene.RowsAsync();
        Assert.Equal(AtOnce, rows.Count(row => row.Status == InviteStatus.Sent));
        Assert.All(rows, row => Assert.Null(row.ClaimedUntil));
        Assert.All(rows, row => Assert.Null(row.MailRequestedAt));
        Assert.DoesNotContain("fail:", portal.Text, StringComparison.Ordinal);

        await ExpectEverybodyGetsOneMailAsync(scene);
    }

    [Theory]
    [InlineData(CreateUser, GatePlace.Call)]
    [InlineData(CreateUser, GatePlace.Reply)]
    [InlineData(AskForMail, GatePlace.Call)]
    [InlineData(AskForMail, GatePlace.Reply)]
    public async Task A_call_that_Auth0_holds_for_longer_does_not_keep_it_from_ending_and_the_next_start_settles_it(string route, GatePlace place)
    {
        await using var scene = await CrashScene.BeginAsync();
        BePatientWithCalls(scene);
        var (portal, gate) = await BulkAtGateAsync(scene, AtOnce + 2, route, place);

        portal.Terminate();
        await ExpectEndAsync(portal);
        gate.Release();

        await ExpectEverybodyGetsOneMailAsync(scene);
    }

    [Fact]
    public async Task A_visitor_who_never_finishes_sending_does_not_keep_it_from_ending_either()
    {
        await using var scene = await CrashScene.BeginAsync();
        BePatientWithCalls(scene);
        var (portal, gate) = await BulkAtGateAsync(scene, AtOnce + 2, AskForMail, GatePlace.Reply);
        using var visitor = new TcpClient();
        await visitor.ConnectAsync("127.0.0.1", (await CrashScene.ListeningAsync(portal)).Port);
        await visitor.GetStream().WriteAsync("POST /theme HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n"u8.ToArray());
        Assert.NotEqual(0, await visitor.GetStream().ReadAsync(new byte[64])); // "go on": it waits for the rest

        portal.Terminate();
        await ExpectEndAsync(portal);
        gate.Release();

        await ExpectEverybodyGetsOneMailAsync(scene);
    }

    // Longer than the portal may take to end, so that it is the end that cuts the call.
    private static void BePatientWithCalls(CrashScene scene)
    {
        scene.Settings["Auth0:Timeout"] = "00:00:14";
        scene.Settings["Invites:Lease"] = "00:00:15";
    }

    [Fact]
    public async Task Asked_to_end_while_it_is_still_starting_it_ends_as_asked()
    {
        await using var scene = await CrashScene.BeginAsync();

        // As another process does that brings the database up to date at this moment.
        await using var turn = new FileStream($"{scene.Database}.migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var portal = scene.LaunchPortal();
        await portal.LineAsync("Another process brings the database up to date");

        portal.Terminate();

        Assert.Equal(0, await portal.ExitCodeAsync());
        Assert.DoesNotContain("Unhandled exception", portal.Text, StringComparison.Ordinal);
    }

    // Invited once the tenant's log is being read, or nothing could be proved by it.
    private static async Task<(ChildProcess Portal, Gate Gate)> BulkAtGateAsync(CrashScene scene, int invitations, string route, GatePlace place)
    {
        scene.Settings["Invites:Parallel"] = AtOnce.ToString(CultureInfo.InvariantCulture);
        var portal = scene.LaunchPortal();
        await portal.LineAsync("Reading the tenant's log begins");
        var gate = scene.Tenant.Gates.Add(route, place);
        await scene.InviteAsync([.. Enumerable.Range(0, invitations).Select(number => string.Create(CultureInfo.InvariantCulture, $"person{number:D2}@example.com"))]);
        await gate.ArrivedAsync(calls: AtOnce);
        return (portal, gate);
    }

    private static async Task ExpectEndAsync(ChildProcess portal)
    {
        var asked = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await portal.ExitCodeAsync());
        Assert.InRange(TimeProvider.System.GetElapsedTime(asked), TimeSpan.Zero, EndsWithin);
    }

    private static async Task ExpectEverybodyGetsOneMailAsync(CrashScene scene)
    {
        await scene.StartPortalAsync();
        var rows = await scene.UntilAllAtRestAsync(within: TimeSpan.FromSeconds(120));
        Assert.All(rows, row => Assert.Equal((InviteStatus.Sent, 1, 1), (row.Status, scene.Tenant.Mail.To(row.Email).Count, scene.AccountsOf(row.Email))));
    }
}
