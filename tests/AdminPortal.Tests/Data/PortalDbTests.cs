using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AdminPortal.Tests.Data;

/// <summary>What the database itself promises.</summary>
public class PortalDbTests
{
    [Fact]
    public void The_migrations_hold_every_change_of_the_model()
    {
        using var db = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite("Data Source=:memory:").Options);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_database_writes_ahead_and_syncs_every_commit()
    {
        await using var world = await InviteWorld.StartAsync();
        await using var db = await world.ContextAsync();
        await db.Database.OpenConnectionAsync();

        Assert.Equal("wal", await ScalarAsync(db, "PRAGMA journal_mode"));
        Assert.Equal("2", await ScalarAsync(db, "PRAGMA synchronous"));
        Assert.Equal("1", await ScalarAsync(db, "PRAGMA foreign_keys"));
    }

    [Fact]
    public void The_unique_index_covers_exactly_the_open_statuses()
    {
        using var db = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite("Data Source=:memory:").Options);
        var index = db.Model.FindEntityType(typeof(Invite))!.GetIndexes().Single(each => each.Name == InviteConfiguration.OneOpenPerAddress);

        var open = Enum.GetValues<InviteStatus>().Where(status => InviteBuilder.In(status).IsOpen).Select(status => $"'{status}'");

        Assert.True(index.IsUnique);
        Assert.Equal($"\"Status\" IN ({string.Join(',', open)})", index.GetFilter());
    }

    [Fact]
    public async Task The_database_refuses_a_second_open_invitation_whatever_the_code_believes()
    {
        await using var world = await InviteWorld.StartAsync();
        await using var db = await world.ContextAsync();
        db.Invites.AddRange(InviteBuilder.New(), InviteBuilder.In(InviteStatus.Sent));

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.True(refused.IsLostRace());
    }

    [Fact]
    public async Task Closed_invitations_to_one_address_may_be_many()
    {
        await using var world = await InviteWorld.StartAsync();
        await using var db = await world.ContextAsync();
        db.Invites.AddRange(
            Enumerable.Range(0, 3).Select(_ => InviteBuilder.In(InviteStatus.Expired))
                .Concat([InviteBuilder.In(InviteStatus.Failed), InviteBuilder.In(InviteStatus.Revoked), InviteBuilder.In(InviteStatus.Accepted), InviteBuilder.New()]));

        Assert.NotEqual(0, await db.SaveChangesAsync());
    }

    [Fact]
    public async Task Of_two_who_change_the_same_row_the_second_is_told()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("ana@example.com");
        await using var one = await world.ContextAsync();
        await using var other = await world.ContextAsync();
        var mine = await one.Invites.SingleAsync();
        var theirs = await other.Invites.SingleAsync();

        mine.ExpectAccount();
        await one.SaveChangesAsync();
        theirs.Revoke(world.Now, InviteBuilder.Mira);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
    }

    [Fact]
    public async Task Instants_are_stored_in_UTC_and_come_back_the_same_from_any_zone()
    {
        await using var world = await InviteWorld.StartAsync();
        var zone = TimeSpan.FromHours(5.5);
        var at = new DateTimeOffset(2026, 3, 29, 3, 30, 0, zone);
        await using (var db = await world.ContextAsync())
        {
            db.Invites.Add(Invite.Create(Guid.CreateVersion7(at), EmailAddress.Read("ana@example.com").Address!, null, [], TimeSpan.FromDays(1), null, InviteBuilder.Mira, at));
            await db.SaveChangesAsync();
        }

        var invite = Assert.Single(await world.RowsAsync());

        Assert.Equal((at, TimeSpan.Zero), (invite.CreatedAt, invite.CreatedAt.Offset));
    }

    [Fact]
    public void An_expiry_of_seven_days_is_seven_days_across_a_change_of_clocks()
    {
        // Clocks in Zagreb go back on 25 October 2026 at 03:00; the link lives in hours, not in dates.
        var zagreb = TimeZoneInfo.FindSystemTimeZoneById("Europe/Zagreb");
        var sent = new DateTimeOffset(2026, 10, 22, 12, 0, 0, zagreb.GetUtcOffset(new DateTime(2026, 10, 22, 12, 0, 0, DateTimeKind.Unspecified)));
        var invite = InviteBuilder.New();
        invite.ExpectAccount();
        invite.RequestMail(sent, sent + TimeSpan.FromDays(7), sent + TimeSpan.FromDays(7), sent + TimeSpan.FromSeconds(45));
        invite.Send(sent);

        Assert.Equal(TimeSpan.FromHours(168), invite.ExpiresAt - invite.SentAt);
        Assert.Equal(InviteStatus.Sent, invite.ShownStatus(sent + TimeSpan.FromHours(167.9)));
        Assert.Equal(InviteStatus.Expired, invite.ShownStatus(sent + TimeSpan.FromHours(168)));
        Assert.Equal(11, TimeZoneInfo.ConvertTime(invite.ExpiresAt!.Value, zagreb).Hour);
    }

    [Fact]
    public async Task Another_process_holding_the_write_lock_for_a_while_costs_time_and_no_error()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("first@example.com");
        await using var other = new SqliteConnection((await world.ContextAsync()).Database.GetConnectionString());
        await other.OpenAsync();
        var held = await other.BeginTransactionAsync();
        await using (var command = other.CreateCommand())
        {
            command.CommandText = "UPDATE Invites SET Message = 'held'";
            await command.ExecuteNonQueryAsync();
        }

        var write = Task.Run(() => world.InviteAsync("second@example.com"));
        Assert.Single((await world.ListAsync()).Rows);
        Assert.False(write.IsCompleted);
        await held.CommitAsync();

        await write;
        Assert.Equal(2, (await world.RowsAsync()).Count);
    }

    [Fact]
    public async Task What_one_start_protected_the_next_one_reads()
    {
        using var folder = new TemporaryFolder();
        string secret;
        await using (var first = await PortalHost.StartAsync(new PortalHostOptions { Folder = folder.Path, Background = false }))
        {
            secret = first.Get<IDataProtectionProvider>().CreateProtector("test").Protect("kept");
        }

        await using var second = await PortalHost.StartAsync(new PortalHostOptions { Folder = folder.Path, Background = false });

        Assert.Equal("kept", second.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(secret));
    }

    [Fact]
    public void The_file_lies_beside_the_content_root_and_its_folder_is_made()
    {
        using var folder = new TemporaryFolder();

        var resolved = new SqliteConnectionStringBuilder(SqliteSetup.Resolve("Data Source=some/where/portal.db", folder.Path));

        Assert.Equal(Path.Combine(folder.Path, "some", "where", "portal.db"), resolved.DataSource);
        Assert.True(Directory.Exists(Path.Combine(folder.Path, "some", "where")));
    }

    private static async Task<string?> ScalarAsync(PortalDb db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
