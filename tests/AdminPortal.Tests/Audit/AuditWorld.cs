using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdminPortal.Tests.Audit;

/// <summary>A database file with an audit, and the folder beside it; as many portals on them as a test wants.</summary>
internal sealed class AuditWorld : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<AuditProcess> _processes = [];

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 9, 12, 0, TimeSpan.Zero));

    public AuditFolder Files => new(Path.Combine(_folder.Path, "portal.db.audit"));

    public string ConnectionString => $"Data Source={Path.Combine(_folder.Path, "portal.db")};Pooling=False";

    /// <summary>A portal on an empty database, with this many entries written.</summary>
    public static async Task<(AuditWorld World, AuditProcess Portal)> WithAsync(int entries)
    {
        var world = new AuditWorld();
        var portal = await world.StartAsync();
        for (var number = 1; number <= entries; number++)
        {
            await portal.WriteAsync($"subject{number}");
        }

        return (world, portal);
    }

    /// <summary>Starts a portal on the files as they are.</summary>
    public async Task<AuditProcess> StartAsync(TimeSpan retention = default, IReadOnlyList<IAuditSubjects>? subjects = null)
    {
        var process = new AuditProcess(this, retention, subjects ?? []);
        _processes.Add(process);
        await process.StartAsync();
        return process;
    }

    /// <summary>Whoever has the file and not the key: the triggers are no obstacle to them.</summary>
    public async Task TamperAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = AppendOnly.Drop + sql;
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _folder.Dispose();
    }
}

/// <summary>One portal, with nothing in memory that another one knows.</summary>
internal sealed class AuditProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly AuditWorld _world;

    public AuditProcess(AuditWorld world, TimeSpan retention, IReadOnlyList<IAuditSubjects> subjects)
    {
        _world = world;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(world.Clock);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<WriterTurns>();
        services.AddPooledDbContextFactory<PortalDb>(options => options.UseSqlite(world.ConnectionString).AddInterceptors(new SqliteSetup()));
        services.AddSingleton(world.Files);
        services.AddSingleton<AuditAnchor>();
        services.AddSingleton<AuditChain>();
        services.AddSingleton<SettingsWatch>();
        services.AddSingleton<AuditStart>();
        services.AddSingleton<AuditRetention>();
        services.Configure<AuditOptions>(options => options.Retention = retention);
        services.Configure<StandingFacts>(facts => facts.Actions.Add("setup.whole"));
        foreach (var each in subjects)
        {
            services.AddSingleton(each);
        }

        _services = services.BuildServiceProvider();
        Verifier = new AuditVerifier(Get<IDbContextFactory<PortalDb>>(), Get<AuditChain>(), Get<AuditAnchor>(), world.Files, world.Clock);
    }

    public AuditVerifier Verifier { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<PortalDb> ContextAsync() => Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    public async Task StartAsync()
    {
        await using (var db = await ContextAsync())
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        }

        await ((IHostedLifecycleService)Get<AuditStart>()).StartingAsync(CancellationToken.None);
    }

    public async Task WriteAsync(string subject, string action = "invite.created")
    {
        await using var db = await ContextAsync();
        db.AuditEntries.Add(AuditEntry.Of(_world.Clock.Now, new AuditActor("auth0|mira", "Mira", "192.0.2.7"), action, subject, """{"email":"ana@example.com"}"""));
        await db.SaveChangesAsync();
    }

    public Task<AuditVerification> VerifyAsync() => Verifier.VerifyAsync(CancellationToken.None);

    public async Task<AuditVerification.Whole> WholeAsync()
    {
        var found = await VerifyAsync();
        return found as AuditVerification.Whole ?? throw new Xunit.Sdk.XunitException($"The chain is not whole: {found}");
    }

    public async Task<AuditVerification.Broken> BrokenAsync() => Assert.IsType<AuditVerification.Broken>(await VerifyAsync());

    public async Task<List<AuditEntry>> EntriesAsync()
    {
        await using var db = await ContextAsync();
        return await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Number).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Verifier.Dispose();
        await _services.DisposeAsync();
    }
}
