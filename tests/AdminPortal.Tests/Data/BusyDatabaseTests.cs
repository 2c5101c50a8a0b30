using System.Net;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Data;

/// <summary>A backup, a repair or a second portal has the database to itself for three seconds.</summary>
public sealed class BusyDatabaseTests
{
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(3);

    // A page takes some milliseconds; a page that waits for the lock takes seconds.
    private static readonly TimeSpan PageWithin = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Inviting_resending_and_revoking_are_answered_after_the_wait_and_pages_do_not_wait_at_all()
    {
        await using var world = await InviteWorld.StartAsync();
        var (resent, revoked) = (await world.SentAsync("resent@example.com"), await world.SentAsync("revoked@example.com"));
        using var browser = await world.Portal.SignInOverHttpAsync(InviteWorld.Admin);
        string[] pages = ["/", "/invites", $"/invites/{resent}"];
        foreach (var page in pages)
        {
            await browser.GoToAsync(page);
        }

        // Long enough for the next page to be worth a note in the session.
        world.Pass(TimeSpan.FromMinutes(2));
        await using var other = await OtherProcess.HoldAsync(world);
        var inviting = Task.Run(() => world.InviteAsync("invited@example.com"));
        var resending = Task.Run(() => world.ResendAsync(resent));
        var revoking = Task.Run(() => world.RevokeAsync(revoked));

        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < Held)
        {
            foreach (var page in pages)
            {
                var asked = TimeProvider.System.GetTimestamp();
                Assert.Equal(HttpStatusCode.OK, (await browser.GoToAsync(page)).Status);
                Assert.InRange(TimeProvider.System.GetElapsedTime(asked), TimeSpan.Zero, PageWithin);
            }
        }

        Assert.DoesNotContain(new Task[] { inviting, resending, revoking }, task => task.IsCompleted);
        await other.LetGoAsync();

        await inviting;
        Assert.IsType<ResendOutcome.Resending>(await resending);
        Assert.IsType<RevokeOutcome.Revoking>(await revoking);
        await world.SettleAsync();
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(await inviting)).Status);
        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(revoked)).Status);
        Assert.DoesNotContain(world.Portal.Log.Lines, line => line.Exception is not null);
    }

    /// <summary>A connection that shares nothing with the portal's and holds the write lock, as another process does.</summary>
    private sealed class OtherProcess(SqliteConnection connection) : IAsyncDisposable
    {
        public static async Task<OtherProcess> HoldAsync(InviteWorld world)
        {
            await using var db = await world.ContextAsync();
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
            await connection.OpenAsync();
            var other = new OtherProcess(connection);
            await other.SayAsync("BEGIN IMMEDIATE");
            return other;
        }

        public Task LetGoAsync() => SayAsync("ROLLBACK");

        public async ValueTask DisposeAsync() => await connection.DisposeAsync();

        private async Task SayAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
