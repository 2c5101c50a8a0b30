using AdminPortal.Data;
using AdminPortal.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminPortal.CrashTests;

/// <summary>Bringing the database up to date survives a kill and a second portal that starts at the same moment.</summary>
public sealed class MigrationTests
{
    private const int Rows = 150_000;
    private const string FirstShape = "Initial";

    private static readonly TimeSpan TakesOverWithin = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Killed_in_the_middle_of_a_migration_the_next_start_takes_over_within_30_seconds_with_every_row_intact()
    {
        await using var scene = await CrashScene.BeginAsync();
        var before = await FillFirstShapeAsync(scene.Database);
        await KillInMigrationAsync(scene);

        var begun = TimeProvider.System.GetTimestamp();
        await scene.StartPortalAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TakesOverWithin);
        Assert.Equal(before, await FingerprintAsync(scene.Database));
        await using var db = Open(scene.Database);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(0, await ScalarAsync(db, "SELECT count(*) FROM __EFMigrationsLock"));
        Assert.Equal(1, await ScalarAsync(db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_portals_that_start_at_once_on_one_database_one_migrates_and_both_run(bool hasRows)
    {
        await using var scene = await CrashScene.BeginAsync();
        var before = hasRows ? await FillFirstShapeAsync(scene.Database) : null;

        var one = scene.LaunchPortal();
        await using var other = scene.NewPortal();
        await CrashScene.ListeningAsync(one);
        await CrashScene.ListeningAsync(other);

        Assert.Single(new[] { one, other }, portal => portal.Text.Contains("Database brought up to date", StringComparison.Ordinal));
        Assert.All([one, other], portal => Assert.DoesNotContain("fail:", portal.Text, StringComparison.Ordinal));
        Assert.True(before is null || before == await FingerprintAsync(scene.Database));
    }

    // Large enough for the migration to take a moment in which it can be killed.
    private static async Task<string> FillFirstShapeAsync(string database)
    {
        await using (var db = Open(database))
        {
            await db.GetService<IMigrator>().MigrateAsync(FirstShape);
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
            await db.Database.ExecuteSqlRawAsync(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})
                INSERT INTO Invites (Id, Email, EmailKey, Roles, Lifetime, Status, InvitedById, InvitedByName, CreatedAt, Version, Attempts, Faults, WaitReason, Generation, AccountMayExist, MailsRequested, MailsSent)
                SELECT printf('00000000-0000-7000-8000-%012d', i), 'p' || i || '@example.com', 'p' || i || '@example.com', '[]', 864000000000, 'Revoked', 'auth0|mira' || i % 97, 'Mira', 638000000000000000 + i * 7919 % 100003, 1, 0, 0, 'None', 1, 0, 0, 0 FROM n
                """,
                Rows);
        }

        return await FingerprintAsync(database);
    }

    // The moment in which Entity Framework's lock row is there and the change isn't.
    private static async Task KillInMigrationAsync(CrashScene scene)
    {
        await using var watch = Open(scene.Database);
        await watch.Database.OpenConnectionAsync();
        scene.LaunchPortal();
        await Eventually.Async(() => ScalarAsync(watch, "SELECT count(*) FROM __EFMigrationsLock"), rows => rows == 1, pause: TimeSpan.Zero);
        await scene.KillPortalAsync();

        Assert.Equal(1, await ScalarAsync(watch, "SELECT count(*) FROM __EFMigrationsLock"));
        Assert.NotEmpty(await watch.Database.GetPendingMigrationsAsync());
    }

    private static async Task<string> FingerprintAsync(string database)
    {
        await using var db = Open(database);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT count(*) || ' ' || sum(CreatedAt % 1000003 * Number % 1000003) || ' ' || min(Email) || ' ' || max(Email) || ' ' || count(DISTINCT Id) FROM Invites";
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<long> ScalarAsync(PortalDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static PortalDb Open(string database) => new(new DbContextOptionsBuilder<PortalDb>().UseSqlite(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ConnectionString).Options);
}
