using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator.Control;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Invites;

/// <summary>The record went back in time, by an older copy or a write-ahead log that was cut: what Auth0 did meanwhile is not done a second time.</summary>
public sealed class OlderRecordTests
{
    private const string Ana = "ana@example.com";
    private const string GiveRoles = "POST /api/v2/users/{id}/roles";
    private const string Mail = "POST /dbconnections/change_password";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_that_went_out_after_the_copy_is_found_in_the_log_and_not_asked_for_again(bool logIsReadFirst)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana);
        using var copy = await CopyAsync(world);
        await world.SweepAsync();
        await GoBackAsync(world, copy);

        if (logIsReadFirst)
        {
            await world.Portal.Get<TenantLogReader>().ReadAsync(CancellationToken.None);
        }

        await world.LiveAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(10));

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
        Assert.Single(world.Accounts(Ana));
        Assert.Equal(["invite.created", "invite.mail-lost", "invite.mail-found"], await world.ActionsAsync(id));
        Assert.Contains((await world.DetailsAsync(id)).Timeline, entry => entry.Title == "An email may be out already");
    }

    [Fact]
    public async Task A_copy_taken_in_the_middle_of_sending_sends_no_second_mail_either()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana, "Member");
        var gate = world.Tenant.Gates.HoldCall(GiveRoles);
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();
        using var copy = await CopyAsync(world);
        gate.Release();
        await pass;
        await GoBackAsync(world, copy);

        await world.LiveAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5));

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
    }

    [Fact]
    public async Task An_account_without_a_mail_gets_its_mail_once_the_log_proves_that_none_went_out()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana, "Member");
        using var copy = await CopyAsync(world);
        await world.CrashAtAsync(world.Tenant.Gates.HoldCall(GiveRoles));
        await GoBackAsync(world, copy);

        await world.SettleAsync();
        Assert.Empty(world.Tenant.Mail.To(Ana));
        await world.LiveAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(10));

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
        Assert.Single(world.Accounts(Ana));
    }

    [Fact]
    public async Task Without_the_log_nobody_can_know_and_a_person_is_asked()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.DenyAsync("read:logs");
        var id = await world.InviteAsync(Ana);
        using var copy = await CopyAsync(world);
        await world.SweepAsync();
        await GoBackAsync(world, copy);

        await world.LiveAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));

        Assert.Equal(InviteStatus.Unconfirmed, (await world.RowAsync(id)).Status);
        Assert.Equal(1, world.Calls(Mail));
    }

    [Fact]
    public async Task Whoever_set_a_password_after_the_copy_is_Accepted()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana);
        using var copy = await CopyAsync(world);
        await world.SweepAsync();
        Assert.True(await world.SetPasswordAsync(Ana));
        await GoBackAsync(world, copy);

        await world.SettleAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
    }

    private static async Task<SqliteConnection> CopyAsync(InviteWorld world)
    {
        var copy = new SqliteConnection("Data Source=:memory:");
        await copy.OpenAsync();
        await using var live = await OpenAsync(world);
        live.BackupDatabase(copy);
        return copy;
    }

    // As a start on the restored file: nothing of what was known since is left in memory either.
    private static async Task GoBackAsync(InviteWorld world, SqliteConnection copy)
    {
        await using (var live = await OpenAsync(world))
        {
            copy.BackupDatabase(live);
        }

        await world.RestartAsync();
    }

    private static async Task<SqliteConnection> OpenAsync(InviteWorld world)
    {
        await using var db = await world.ContextAsync();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
