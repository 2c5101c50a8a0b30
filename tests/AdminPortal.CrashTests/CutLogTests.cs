using System.Globalization;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace AdminPortal.CrashTests;

/// <summary>The portal is killed in a bulk and its write-ahead log loses its end, as it may on a disk that lies about what it has written.</summary>
public sealed class CutLogTests(ITestOutputHelper output)
{
    private const int Invitations = 20;

    // SQLite copies its write-ahead log into the file at a thousand pages. A log that is cut after that no longer fits the file, which nobody could mend.
    private const long CopiedAt = 1000 * 4096;

    [Fact]
    public async Task Wherever_the_log_is_cut_the_portal_starts_with_whole_commits_and_nobody_gets_a_second_mail()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}"));
        for (var round = 0; round < 2; round++)
        {
            await CutAsync(random);
        }
    }

    private async Task CutAsync(Random random)
    {
        await using var scene = await CrashScene.BeginAsync();
        await FirstStartAsync(scene);
        await scene.InviteAsync([.. Enumerable.Range(0, Invitations).Select(number => string.Create(CultureInfo.InvariantCulture, $"person{number:D2}@example.com"))]);
        await scene.StartPortalAsync();
        await scene.UntilChangesAsync(random.Next(10, 3 * Invitations));
        await scene.KillPortalAsync();
        var length = Cut(scene.Database + "-wal", random.NextDouble());
        output.WriteLine(length);

        await scene.StartPortalAsync();

        // Where the log had lost its first place as well, what went out before can't be proved, and a person is asked.
        var rows = await scene.UntilAllAtRestAsync(within: TimeSpan.FromSeconds(90));
        Assert.Equal(Invitations, rows.Count);
        Assert.All(rows, row => Assert.True(row.Status is InviteStatus.Sent or InviteStatus.Unconfirmed, $"{length}: {row.Email} is {row.Status}"));
        Assert.All(rows, row => Assert.True(scene.Tenant.Mail.To(row.Email).Count <= 1, $"{length}: {row.Email} got {scene.Tenant.Mail.To(row.Email).Count} mails"));
        Assert.All(rows.Where(row => row.Status == InviteStatus.Sent), row => Assert.True(scene.Tenant.Mail.To(row.Email).Count == 1, $"{length}: {row.Email} is told to be sent and is not"));
        Assert.All(rows, row => Assert.Equal(1, scene.AccountsOf(row.Email)));
        Assert.Equal("ok", await CheckAsync(scene.Database));
    }

    // The place in the tenant's log is in the file before there is anything to prove; a portal that ends in peace copies all it has written there.
    private static async Task FirstStartAsync(CrashScene scene)
    {
        var portal = scene.LaunchPortal();
        await portal.LineAsync("Reading the tenant's log begins");
        portal.Terminate();
        Assert.Equal(0, await portal.ExitCodeAsync());
    }

    // Anywhere, most often in the middle of a page.
    private static string Cut(string log, double where)
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Write);
        var (whole, left) = (file.Length, (long)(file.Length * where));
        Assert.InRange(whole, 1, CopiedAt);
        file.SetLength(left);
        return string.Create(CultureInfo.InvariantCulture, $"{left} of {whole} bytes left");
    }

    private static async Task<string?> CheckAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)await command.ExecuteScalarAsync();
    }
}
