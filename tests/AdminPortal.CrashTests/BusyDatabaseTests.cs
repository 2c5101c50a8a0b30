using System.Net;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator.Control;
using Microsoft.Data.Sqlite;

namespace AdminPortal.CrashTests;

/// <summary>Another process has the database to itself for three seconds, in the middle of sending.</summary>
public sealed class BusyDatabaseTests
{
    private const string Ana = "ana@example.com";

    private static readonly TimeSpan Held = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task While_another_process_holds_the_write_lock_pages_answer_and_afterwards_sending_goes_on_as_if_nothing_had_been()
    {
        await using var scene = await CrashScene.BeginAsync();
        await scene.InviteAsync(Ana);
        var gate = scene.Tenant.Gates.Add("POST /api/v2/users", GatePlace.Reply);
        using var browser = new TestBrowser(await scene.StartPortalAsync());
        await browser.SignInAsync("admin@example.com");
        await gate.ArrivedAsync();

        await using var other = new SqliteConnection($"Data Source={scene.Database};Pooling=False");
        await other.OpenAsync();
        await SayAsync(other, "BEGIN IMMEDIATE");
        gate.Release();
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < Held)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GoToAsync("/invites")).Status);
        }

        Assert.Empty(scene.Tenant.Mail.To(Ana));
        await SayAsync(other, "ROLLBACK");

        var row = Assert.Single(await scene.UntilAllAtRestAsync());
        Assert.Equal(InviteStatus.Sent, row.Status);
        Assert.Single(scene.Tenant.Mail.To(Ana));
        Assert.DoesNotContain("fail:", scene.Portal.Text, StringComparison.Ordinal);
    }

    private static async Task SayAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
