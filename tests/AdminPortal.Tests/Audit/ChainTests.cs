using AdminPortal.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Audit;

/// <summary>Whatever is done to the audit past the portal, Verify names the first position at which it shows.</summary>
public sealed class ChainTests
{
    private const string Columns = """ "At", "ActorId", "ActorName", "From", "Outcome", "Action", "Subject", "Details", "Seal" """;

    [Fact]
    public async Task What_the_portal_writes_is_numbered_without_gaps_and_whole()
    {
        var (world, portal) = await AuditWorld.WithAsync(5);
        await using var _ = world;

        var whole = await portal.WholeAsync();

        Assert.Equal((5, 1, 5, 0), (whole.Count, whole.First, whole.Head, whole.Cautions.Count));
        Assert.Equal([1, 2, 3, 4, 5], (await portal.EntriesAsync()).Select(entry => entry.Number));
        Assert.All(await portal.EntriesAsync(), entry => Assert.Equal(64, entry.Seal.Length));
    }

    [Fact]
    public async Task An_empty_audit_is_whole()
    {
        var (world, portal) = await AuditWorld.WithAsync(0);
        await using var _ = world;

        Assert.Equal(0, (await portal.WholeAsync()).Count);
    }

    [Theory]
    [InlineData("""UPDATE AuditEntries SET "At" = "At" + 1 WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "At" = 'never' WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "ActorId" = 'auth0|other' WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "ActorName" = 'Mallory' WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "From" = '198.51.100.1' WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "Outcome" = 'Refused' WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "Outcome" = 'whatever' WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "Action" = 'invite.revoked' WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "Subject" = 'subject5' WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "Details" = '{}' WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "Seal" = (SELECT "Seal" FROM AuditEntries WHERE Number = 3) WHERE Number = 4""", 4)]
    [InlineData("""UPDATE AuditEntries SET "Details" = '{}' WHERE Number = 10""", 10)]
    public async Task An_edited_entry_is_named(string sql, long position)
    {
        var (world, portal) = await AuditWorld.WithAsync(10);
        await using var _ = world;

        await world.TamperAsync(sql);

        var broken = await portal.BrokenAsync();
        Assert.Equal((position, position - 1), (broken.Position, broken.LastSound));
        Assert.NotEqual(broken.Expected, broken.Found);
        Assert.Contains($"Entry {position} ", broken.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Entry 1 is missing.")]
    [InlineData(4, "Entry 4 is missing.")]
    public async Task A_deleted_entry_is_named(long number, string what)
    {
        var (world, portal) = await AuditWorld.WithAsync(10);
        await using var _ = world;

        await world.TamperAsync($"DELETE FROM AuditEntries WHERE Number = {number}");

        var broken = await portal.BrokenAsync();
        Assert.Equal((number, what), (broken.Position, broken.What));
    }

    [Fact]
    public async Task An_entry_put_in_at_the_end_is_named()
    {
        var (world, portal) = await AuditWorld.WithAsync(10);
        await using var _ = world;

        await world.TamperAsync($"INSERT INTO AuditEntries (Number, {Columns}) SELECT 11, {Columns} FROM AuditEntries WHERE Number = 10");

        Assert.Equal(11, (await portal.BrokenAsync()).Position);
    }

    [Fact]
    public async Task An_entry_put_in_between_others_is_named()
    {
        var (world, portal) = await AuditWorld.WithAsync(10);
        await using var _ = world;

        await world.TamperAsync($"""
            UPDATE AuditEntries SET Number = -Number - 1 WHERE Number >= 4;
            UPDATE AuditEntries SET Number = -Number WHERE Number < 0;
            INSERT INTO AuditEntries (Number, {Columns}) SELECT 4, {Columns} FROM AuditEntries WHERE Number = 3
            """);

        Assert.Equal(4, (await portal.BrokenAsync()).Position);
    }

    [Fact]
    public async Task An_entry_put_before_the_first_is_named()
    {
        var (world, portal) = await AuditWorld.WithAsync(3);
        await using var _ = world;

        await world.TamperAsync($"INSERT INTO AuditEntries (Number, {Columns}) SELECT -5, {Columns} FROM AuditEntries WHERE Number = 3");

        Assert.Equal(-5, (await portal.BrokenAsync()).Position);
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_named()
    {
        var (world, portal) = await AuditWorld.WithAsync(10);
        await using var _ = world;

        await world.TamperAsync("""
            UPDATE AuditEntries SET Number = -4 WHERE Number = 4;
            UPDATE AuditEntries SET Number = 4 WHERE Number = 7;
            UPDATE AuditEntries SET Number = 7 WHERE Number = -4
            """);

        Assert.Equal(4, (await portal.BrokenAsync()).Position);
    }

    [Fact]
    public async Task A_cut_tail_is_named_though_what_is_left_fits_together()
    {
        var (world, portal) = await AuditWorld.WithAsync(10);
        await using var _ = world;

        await world.TamperAsync("DELETE FROM AuditEntries WHERE Number > 7");

        var broken = await portal.BrokenAsync();
        Assert.Equal((8, 7, "The last entries, 8 to 10, are missing."), (broken.Position, broken.LastSound, broken.What));
    }

    [Fact]
    public async Task A_cut_tail_stays_named_when_the_portal_goes_on_and_is_whole_once_it_is_put_back()
    {
        var (world, portal) = await AuditWorld.WithAsync(10);
        await using var _ = world;
        await world.TamperAsync("CREATE TABLE Copy AS SELECT * FROM AuditEntries; DELETE FROM AuditEntries WHERE Number > 7");

        await portal.WriteAsync("later");
        await portal.WriteAsync("and later");

        var broken = await portal.BrokenAsync();
        Assert.Equal((8, "Entries 8 to 10 are missing."), (broken.Position, broken.What));

        await world.TamperAsync("INSERT INTO AuditEntries SELECT * FROM Copy WHERE Number > 7");
        Assert.Equal(12, (await portal.WholeAsync()).Count);
    }

    [Fact]
    public async Task Even_when_everything_is_gone_that_is_seen()
    {
        var (world, portal) = await AuditWorld.WithAsync(3);
        await using var _ = world;

        await world.TamperAsync("DELETE FROM AuditEntries");

        Assert.Equal(1, (await portal.BrokenAsync()).Position);
    }

    [Fact]
    public async Task An_anchor_of_another_making_is_told()
    {
        var (world, portal) = await AuditWorld.WithAsync(3);
        await using var _ = world;

        await File.WriteAllTextAsync(world.Files.AnchorFile, $"2 {new string('a', 64)} {new string('b', 64)}");

        Assert.Contains("anchor", (await portal.BrokenAsync()).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE AuditEntries SET ActorName = 'Mallory' WHERE Number = 2")]
    [InlineData("DELETE FROM AuditEntries WHERE Number = 2")]
    [InlineData("DELETE FROM AuditEntries WHERE Number = 3")]
    [InlineData("INSERT OR REPLACE INTO AuditEntries (Number, \"At\", ActorId, ActorName, Action, Subject, Details) VALUES (2, 1, 'x', 'x', 'x', 'x', '')")]
    public async Task The_database_itself_refuses_changes(string sql)
    {
        var (world, portal) = await AuditWorld.WithAsync(3);
        await using var _ = world;

        await using var db = await portal.ContextAsync();
        var refused = await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(sql));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await portal.WholeAsync()).Count);
    }

    [Theory]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task The_code_refuses_changes_too(EntityState state)
    {
        var (world, portal) = await AuditWorld.WithAsync(1);
        await using var _ = world;
        await using var db = await portal.ContextAsync();
        db.Entry(await db.AuditEntries.SingleAsync()).State = state;

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task Triggers_that_are_gone_are_told_and_put_back_by_the_next_start()
    {
        var (world, portal) = await AuditWorld.WithAsync(2);
        await using var _ = world;
        await world.TamperAsync("UPDATE NotedSettings SET Json = '{}'");

        Assert.Contains(AppendOnly.Names[0], Assert.Single((await portal.WholeAsync()).Cautions), StringComparison.Ordinal);
        Assert.Empty((await (await world.StartAsync()).WholeAsync()).Cautions);
    }

    [Fact]
    public async Task Two_portals_on_one_file_keep_one_chain()
    {
        var (world, one) = await AuditWorld.WithAsync(1);
        await using var _ = world;
        var other = await world.StartAsync();

        await Task.WhenAll(new[] { one, other, one, other }.Select((portal, at) => Task.Run(async () =>
        {
            for (var number = 0; number < 15; number++)
            {
                await portal.WriteAsync($"{at} {number}");
            }
        })));

        Assert.Equal((61, 61), ((await one.WholeAsync()).Count, (await other.WholeAsync()).Head));
    }

    [Fact]
    public async Task Many_entries_of_one_save_stand_in_the_order_in_which_they_were_added()
    {
        var (world, portal) = await AuditWorld.WithAsync(0);
        await using var _ = world;
        await using (var db = await portal.ContextAsync())
        {
            db.AuditEntries.AddRange(Enumerable.Range(1, 30).Select(number => AuditEntry.Of(world.Clock.Now, AuditActor.Portal, "invite.expired", $"{number}")));
            await db.SaveChangesAsync();
        }

        Assert.Equal(Enumerable.Range(1, 30).Select(number => $"{number}"), (await portal.EntriesAsync()).Select(entry => entry.Subject));
        Assert.Equal(30, (await portal.WholeAsync()).Count);
    }

    [Fact]
    public async Task What_was_not_saved_leaves_no_gap()
    {
        var (world, portal) = await AuditWorld.WithAsync(2);
        await using var _ = world;
        await world.TamperAsync("CREATE TRIGGER Full BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'disk full'); END; UPDATE NotedSettings SET Json = '{}'");
        await Assert.ThrowsAsync<DbUpdateException>(() => portal.WriteAsync("lost"));
        await world.TamperAsync("DROP TRIGGER Full; UPDATE NotedSettings SET Json = '{}'");

        await portal.WriteAsync("kept");

        Assert.Equal(3, (await portal.WholeAsync()).Head);
    }

    [Fact]
    public async Task Signs_that_SQLite_would_not_give_back_do_not_break_the_chain()
    {
        var (world, portal) = await AuditWorld.WithAsync(0);
        await using var _ = world;

        await portal.WriteAsync("a\0b \ud800 ☃ 'quoted'");

        Assert.Equal(1, (await portal.WholeAsync()).Count);
    }
}
