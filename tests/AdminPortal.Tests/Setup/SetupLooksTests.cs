using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.Setup;
using AdminPortal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Setup;

/// <summary>When the tenant is looked at, and how often when several want to know.</summary>
public sealed class SetupLooksTests
{
    [Fact(Timeout = 60_000)]
    public async Task The_tenant_is_looked_at_at_the_start_and_again_every_quarter_of_an_hour()
    {
        var check = new HeldCheck();
        await using var world = await StartAsync(check);
        var clock = new RestClock(world.Clock);
        using var service = Service(world, clock);

        await service.StartAsync(CancellationToken.None);
        await clock.RestsAsync();
        Assert.Equal(1, check.Looks);
        Assert.Equal(world.Clock.Now, world.Portal.Get<TenantState>().Setup?.CheckedAt);

        world.Clock.Advance(SetupChecksService.Rest - TimeSpan.FromSeconds(1));
        Assert.Equal(1, check.Looks);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await clock.RestsAsync();
        Assert.Equal(2, check.Looks);
        world.Clock.Advance(SetupChecksService.Rest);
        await clock.RestsAsync();
        Assert.Equal(3, check.Looks);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_mail_provider_that_begins_to_refuse_is_looked_at_without_waiting_for_the_quarter()
    {
        var check = new HeldCheck();
        await using var world = await StartAsync(check);
        var clock = new RestClock(world.Clock);
        using var service = Service(world, clock);
        await service.StartAsync(CancellationToken.None);
        await clock.RestsAsync();

        world.Portal.Get<TenantState>().MailFails("535 refused");
        await clock.RestsAsync();

        Assert.Equal(2, check.Looks);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_asks_while_a_look_runs_joins_it()
    {
        var check = new HeldCheck { Holds = true };
        await using var world = await StartAsync(check);
        var checks = world.Portal.Get<SetupChecks>();

        var first = checks.LookAsync(CancellationToken.None);
        await check.EnteredAsync();
        var second = checks.LookAsync(CancellationToken.None);
        Assert.Equal(HeldCheck.Name, checks.Report.Running);
        check.LetGo();

        Assert.Same(await first, await second);
        Assert.Equal(1, check.Looks);
        Assert.Null(checks.Report.Running);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_asks_to_check_again_gets_a_look_that_began_after_they_asked()
    {
        var check = new HeldCheck { Holds = true };
        await using var world = await StartAsync(check);
        var checks = world.Portal.Get<SetupChecks>();
        using var lane = CallLane.Interactive.Enter();

        var before = checks.LookAsync(CancellationToken.None);
        await check.EnteredAsync();
        var afresh = checks.LookAfreshAsync(CancellationToken.None);
        check.LetGo();
        await before;
        await check.EnteredAsync();
        check.LetGo();

        Assert.NotSame(await before, await afresh);
        Assert.Equal(2, check.Looks);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_person_does_not_wait_for_a_look_that_nobody_waits_for()
    {
        var check = new HeldCheck { Holds = true };
        await using var world = await StartAsync(check);
        var checks = world.Portal.Get<SetupChecks>();

        Task unattended;
        using (CallLane.Background.Enter())
        {
            unattended = checks.LookAsync(CancellationToken.None);
        }

        await check.EnteredAsync(); // and is never let go
        using var lane = CallLane.Interactive.Enter();
        var mine = checks.LookAfreshAsync(CancellationToken.None);
        await check.EnteredAsync();
        check.LetGo();

        Assert.IsType<CheckResult.Works>(SetupWorld.ResultOf(await mine, HeldCheck.Name));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => unattended);
    }

    private static Task<SetupWorld> StartAsync(HeldCheck check) => SetupWorld.StartAsync(new PortalHostOptions
    {
        Services = services =>
        {
            services.RemoveAll<SetupCheck>();
            services.AddSingleton<SetupCheck>(check);
        },
    });

    private static SetupChecksService Service(SetupWorld world, TimeProvider clock) => new(
        world.Portal.Get<SetupChecks>(), world.Portal.Get<ManagementTokenCache>(), world.Portal.Get<TenantState>(), clock, NullLogger<SetupChecksService>.Instance);

    /// <summary>A check that counts how often it is asked, and answers only when it is let go, if it holds.</summary>
    private sealed class HeldCheck : SetupCheck
    {
        public const string Name = "held";

        private readonly SemaphoreSlim _entered = new(0);
        private readonly SemaphoreSlim _let = new(0);
        private int _looks;

        public bool Holds { get; init; }

        public int Looks => Volatile.Read(ref _looks);

        public override string Id => Name;

        public override string Title => "It answers";

        public override string Meaning => "Nothing for invitations.";

        public override string Subject => "the held check";

        public override IReadOnlyList<string> After => [];

        public Task EnteredAsync() => _entered.WaitAsync();

        public void LetGo() => _let.Release();

        public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _looks);
            _entered.Release();
            if (Holds)
            {
                await _let.WaitAsync(cancellationToken);
            }

            return new CheckResult.Works("It does.");
        }
    }

    /// <summary>The manual clock, which tells when the service has lain down to rest: moved earlier, its timer would not be there yet.</summary>
    private sealed class RestClock(ManualClock clock) : TimeProvider
    {
        private readonly SemaphoreSlim _rests = new(0);

        public Task RestsAsync() => _rests.WaitAsync();

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = clock.CreateTimer(callback, state, dueTime, period);
            if (dueTime == SetupChecksService.Rest)
            {
                _rests.Release();
            }

            return timer;
        }
    }
}
