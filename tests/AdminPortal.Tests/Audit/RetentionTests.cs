using AdminPortal.Audit;

namespace AdminPortal.Tests.Audit;

/// <summary>Old entries go, and what is left can still be checked.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Fact]
    public async Task By_default_everything_is_kept()
    {
        var (world, portal) = await AuditWorld.WithAsync(3);
        await using var _ = world;
        world.Clock.Advance(TimeSpan.FromDays(4000));

        Assert.Equal(0, await portal.Get<AuditRetention>().PassAsync(CancellationToken.None));
        Assert.Equal(3, (await portal.WholeAsync()).Count);
    }

    [Fact]
    public async Task Old_entries_go_under_a_signed_checkpoint_that_the_audit_tells_of()
    {
        var (world, portal) = await GrownAsync();
        await using var _ = world;

        Assert.Equal(5, await portal.Get<AuditRetention>().PassAsync(CancellationToken.None));

        var whole = await portal.WholeAsync();
        Assert.Equal((6, 9, 4, 0), (whole.First, whole.Head, whole.Count, whole.Cautions.Count));
        var told = (await portal.EntriesAsync())[^1];
        Assert.Equal(("audit.trimmed", """{"count":5,"from":1,"to":5}"""), (told.Action, told.Details));
        Assert.Equal(0, await portal.Get<AuditRetention>().PassAsync(CancellationToken.None));
        await portal.WriteAsync("goes on");
        Assert.Equal(10, (await (await world.StartAsync(Month)).WholeAsync()).Head);
    }

    [Theory]
    [InlineData("UPDATE AuditCheckpoints SET Seal = 'f' || substr(Seal, 2), At = At + 1", 5)]
    [InlineData("UPDATE AuditCheckpoints SET Number = 6; DELETE FROM AuditEntries WHERE Number = 6", 6)]
    [InlineData("INSERT INTO AuditCheckpoints SELECT 7, Seal, At, Signature FROM AuditCheckpoints; DELETE FROM AuditEntries WHERE Number <= 7", 7)]
    [InlineData("DELETE FROM AuditCheckpoints", 1)]
    [InlineData("DELETE FROM AuditEntries WHERE Number = 6", 6)]
    public async Task A_tampered_checkpoint_is_named(string sql, long position)
    {
        var (world, portal) = await GrownAsync();
        await using var _ = world;
        await portal.Get<AuditRetention>().PassAsync(CancellationToken.None);

        await world.TamperAsync(sql);

        Assert.Equal(position, (await portal.BrokenAsync()).Position);
    }

    [Fact]
    public async Task What_an_open_invitation_tells_its_story_from_stays()
    {
        var (world, _) = await GrownAsync();
        await using var files = world;
        var portal = await world.StartAsync(Month, [new Open(world.Clock.Now - TimeSpan.FromDays(60))]);

        Assert.Equal(0, await portal.Get<AuditRetention>().PassAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_is_not_as_it_was_sealed_is_not_removed_but_kept_as_evidence()
    {
        var (world, portal) = await GrownAsync();
        await using var _ = world;
        await world.TamperAsync("UPDATE AuditEntries SET ActorName = 'Mallory' WHERE Number = 2");

        Assert.Equal(0, await portal.Get<AuditRetention>().PassAsync(CancellationToken.None));
        Assert.Equal(2, (await portal.BrokenAsync()).Position);
    }

    [Fact]
    public async Task A_fact_that_somebody_still_asks_for_comes_in_again_with_its_time()
    {
        var world = new AuditWorld();
        await using var _ = world;
        var portal = await world.StartAsync(Month);
        await portal.WriteAsync("setup", "setup.whole");
        var since = world.Clock.Now;
        world.Clock.Advance(TimeSpan.FromDays(40));
        await portal.WriteAsync("new");

        Assert.Equal(1, await portal.Get<AuditRetention>().PassAsync(CancellationToken.None));

        var kept = Assert.Single(await portal.EntriesAsync(), entry => entry.Action == "setup.whole");
        Assert.Equal((3, since), (kept.Number, kept.At));
        Assert.Equal(4, (await portal.WholeAsync()).Head);
    }

    [Fact]
    public async Task What_one_entry_sealed_from_before_the_chain_goes_as_a_whole()
    {
        var (world, _) = await AuditWorld.WithAsync(0);
        await using var files = world;
        await world.TamperAsync("INSERT INTO AuditEntries (Number, \"At\", ActorId, ActorName, Action, Subject, Details) VALUES (1, 1, 'a', 'A', 'invite.created', 's', '{}'), (2, 2, 'a', 'A', 'invite.created', 's', '{}')");
        var portal = await world.StartAsync(Month);
        await portal.WriteAsync("four");

        Assert.Equal(0, await portal.Get<AuditRetention>().PassAsync(CancellationToken.None));
        Assert.Equal(4, (await portal.WholeAsync()).Count);

        world.Clock.Advance(TimeSpan.FromDays(40));
        await portal.WriteAsync("five");
        Assert.Equal(4, await portal.Get<AuditRetention>().PassAsync(CancellationToken.None));
        Assert.Equal(5, (await portal.WholeAsync()).First);
    }

    [Fact]
    public async Task Nothing_that_no_checkpoint_covers_can_be_deleted()
    {
        var (world, portal) = await GrownAsync();
        await using var _ = world;
        await portal.Get<AuditRetention>().PassAsync(CancellationToken.None);
        await using var db = await portal.ContextAsync();

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "DELETE FROM AuditEntries WHERE Number = 6"));
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "DELETE FROM AuditCheckpoints"));
    }

    // Five entries from 40 days ago, three of today.
    private static async Task<(AuditWorld World, AuditProcess Portal)> GrownAsync()
    {
        var world = new AuditWorld();
        var portal = await world.StartAsync(Month);
        for (var number = 1; number <= 8; number++)
        {
            if (number == 6)
            {
                world.Clock.Advance(TimeSpan.FromDays(40));
            }

            await portal.WriteAsync($"subject{number}");
        }

        return (world, portal);
    }

    private sealed class Open(DateTimeOffset since) : IAuditSubjects
    {
        public Task<IReadOnlyDictionary<string, AuditSubject>> NameAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, AuditSubject>>(new Dictionary<string, AuditSubject>(StringComparer.Ordinal));

        public Task<IReadOnlyList<string>> FindAsync(string text, int most, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<DateTimeOffset?> NeededSinceAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(since);
    }
}
