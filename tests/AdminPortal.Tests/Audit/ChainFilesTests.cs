using AdminPortal.Audit;
using AdminPortal.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.Audit;

/// <summary>Key and anchor: what is lost with them, what is not, and who may read them.</summary>
public sealed class ChainFilesTests
{
    [Fact]
    public async Task Key_and_anchor_are_their_owners_alone()
    {
        var (world, _) = await AuditWorld.WithAsync(1);
        await using var files = world;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(world.Files.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(world.Files.KeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(world.Files.AnchorFile));
        Assert.Equal(["anchor", "key"], Directory.GetFiles(world.Files.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_folder_or_a_key_that_others_can_read_stops_the_start_with_one_line()
    {
        var (world, _) = await AuditWorld.WithAsync(1);
        await using var files = world;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(world.Files.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var key = await Assert.ThrowsAsync<OptionsValidationException>(() => world.StartAsync());
        Assert.Equal([$"Audit:Folder holds \"{world.Files.KeyFile}\", which others may read: chmod 600 \"{world.Files.KeyFile}\""], key.Failures);

        File.SetUnixFileMode(world.Files.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        var folder = await Assert.ThrowsAsync<OptionsValidationException>(() => world.StartAsync());
        Assert.Contains("chmod 700", Assert.Single(folder.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_between_commit_and_anchor_leaves_a_chain_that_is_whole()
    {
        var (world, portal) = await AuditWorld.WithAsync(3);
        await using var _ = world;
        var before = await File.ReadAllTextAsync(world.Files.AnchorFile);
        await portal.WriteAsync("committed");
        await File.WriteAllTextAsync(world.Files.AnchorFile, before);

        var next = await world.StartAsync();

        var whole = await next.WholeAsync();
        Assert.Equal(4, whole.Head);
        Assert.Contains("lags", Assert.Single(whole.Cautions), StringComparison.Ordinal);
        await next.WriteAsync("goes on");
        Assert.Empty((await next.WholeAsync()).Cautions);
    }

    [Fact]
    public async Task An_anchor_that_cannot_be_written_loses_no_entry()
    {
        var (world, portal) = await AuditWorld.WithAsync(2);
        await using var _ = world;
        File.Delete(world.Files.AnchorFile);
        Directory.CreateDirectory(world.Files.AnchorFile);

        await portal.WriteAsync("kept all the same");

        var whole = await portal.WholeAsync();
        Assert.Equal(3, whole.Count);
        Assert.Single(whole.Cautions);
        Directory.Delete(world.Files.AnchorFile);
        await portal.WriteAsync("and again");
        Assert.Empty((await portal.WholeAsync()).Cautions);
    }

    [Fact]
    public async Task A_lost_key_is_not_replaced_in_silence_and_loses_no_entry()
    {
        var (world, _) = await AuditWorld.WithAsync(3);
        await using var files = world;
        var key = await File.ReadAllTextAsync(world.Files.KeyFile);
        File.Delete(world.Files.KeyFile);

        var next = await world.StartAsync();
        await next.WriteAsync("kept");

        var none = Assert.IsType<AuditVerification.NoKey>(await next.VerifyAsync());
        Assert.Contains("missing", none.Why, StringComparison.Ordinal);
        Assert.Contains("begin-anew", none.Cure, StringComparison.Ordinal);
        Assert.False(File.Exists(world.Files.KeyFile));
        Assert.Equal([1, 2, 3, 4], (await next.EntriesAsync()).Select(entry => entry.Number));

        world.Files.Replace(world.Files.KeyFile, key);
        Assert.Equal(4, (await next.BrokenAsync()).Position);
    }

    [Fact]
    public async Task On_purpose_the_chain_begins_anew_and_seals_what_it_found()
    {
        var (world, _) = await AuditWorld.WithAsync(3);
        await using var files = world;
        File.Delete(world.Files.KeyFile);
        await File.WriteAllTextAsync(world.Files.BeginAnewFile, "");

        var next = await world.StartAsync();
        await next.WriteAsync("after");

        Assert.Equal((5, 1, 5), (await next.WholeAsync()) switch { var it => (it.Count, it.First, it.Head) });
        Assert.False(File.Exists(world.Files.BeginAnewFile));
        Assert.Equal("audit.begun", (await next.EntriesAsync())[3].Action);

        await world.TamperAsync("UPDATE AuditEntries SET ActorName = 'Mallory' WHERE Number = 2");
        Assert.Equal(1, (await next.BrokenAsync()).Position);
    }

    [Fact]
    public async Task Entries_from_before_the_chain_are_sealed_by_one_entry_at_the_first_start()
    {
        var (world, portal) = await WithEarlierAsync();
        await using var _ = world;

        Assert.Equal((4, 1, 4), (await portal.WholeAsync()) switch { var it => (it.Count, it.First, it.Head) });
        Assert.Equal(["", "", ""], (await portal.EntriesAsync()).Take(3).Select(entry => entry.Seal));
        Assert.Equal("audit.begun", (await portal.EntriesAsync())[3].Action);

        Assert.Equal(4, (await (await world.StartAsync()).WholeAsync()).Count);
    }

    [Theory]
    [InlineData("UPDATE AuditEntries SET ActorName = 'Mallory' WHERE Number = 2", 1)]
    [InlineData("DELETE FROM AuditEntries WHERE Number = 3", 1)]
    [InlineData("UPDATE AuditEntries SET Details = '{\"earlier\":0,\"digest\":\"\",\"why\":\"\"}' WHERE Number = 4", 1)]
    [InlineData("DELETE FROM AuditEntries WHERE Number = 4", 1)]
    public async Task Tampering_with_what_was_there_before_is_named(string sql, long position)
    {
        var (world, portal) = await WithEarlierAsync();
        await using var _ = world;
        await portal.WriteAsync("five");

        await world.TamperAsync(sql);

        Assert.Equal(position, (await portal.BrokenAsync()).Position);
    }

    [Theory]
    [InlineData("-1.00:00:00", "Audit:Retention must be 0")]
    [InlineData("00:30:00", "Audit:Retention must be 0")]
    [InlineData("30.00:00:00", null)]
    public void A_retention_that_makes_no_sense_is_refused(string retention, string? problem)
    {
        using var folder = new TemporaryFolder();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Portal", $"Data Source={folder.Path}/portal.db")]).Build();

        var result = new AuditOptionsValidator(configuration, new Anywhere(folder.Path)).Validate(null, new AuditOptions { Retention = TimeSpan.Parse(retention, System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal(problem is not null, result.Failed);
        Assert.Contains(problem ?? "", result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_the_folder_must_be_set()
    {
        using var folder = new TemporaryFolder();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Portal", "Data Source=:memory:")]).Build();
        var validator = new AuditOptionsValidator(configuration, new Anywhere(folder.Path));

        Assert.Contains("Audit:Folder must be set", validator.Validate(null, new AuditOptions()).FailureMessage, StringComparison.Ordinal);
        Assert.True(validator.Validate(null, new AuditOptions { Folder = "audit" }).Succeeded);
    }

    // Written past the portal, as an older portal without a chain did.
    private static async Task<(AuditWorld World, AuditProcess Portal)> WithEarlierAsync()
    {
        var (world, _) = await AuditWorld.WithAsync(0);
        await world.TamperAsync("INSERT INTO AuditEntries (Number, \"At\", ActorId, ActorName, Action, Subject, Details) VALUES (1, 1, 'a', 'A', 'invite.created', 's', '{}'), (2, 2, 'a', 'A', 'invite.created', 's', '{}'), (3, 3, 'a', 'A', 'invite.created', 's', '{}')");
        return (world, await world.StartAsync());
    }

    private sealed class Anywhere(string folder) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Development";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = folder;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
