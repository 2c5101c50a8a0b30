using System.Net;
using AdminPortal.Auth0;
using AdminPortal.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.Auth0;

/// <summary>The gate alone, with time in the test's hand; nothing is sent anywhere.</summary>
internal sealed class GateBench : IDisposable
{
    public GateBench(string plan = "auto", int factor = 1)
    {
        Tenant = new TenantState(Clock);
        Plan = new PlanInForce(Options.Create(new Auth0Options { Limits = new Auth0LimitsOptions { Plan = plan, Factor = factor } }));
        Gate = new LimitGate(Plan, Tenant, Clock, NullLogger<LimitGate>.Instance);
    }

    public ManualClock Clock { get; } = new();

    public TenantState Tenant { get; }

    public PlanInForce Plan { get; }

    public LimitGate Gate { get; }

    public Task<LimitEntry> Enter(LimitGroup group = LimitGroup.Others, CallLane lane = CallLane.Interactive, CancellationToken cancellationToken = default) =>
        Gate.EnterAsync(group, lane, cancellationToken);

    /// <summary>So many calls at once.</summary>
    public List<Task<LimitEntry>> Enter(int calls, LimitGroup group = LimitGroup.Others, CallLane lane = CallLane.Interactive) =>
        [.. Enumerable.Range(0, calls).Select(_ => Enter(group, lane))];

    /// <summary>A call that goes out at once and is answered with these figures.</summary>
    public async Task AnsweredAsync(LimitGroup group, int? limit, int? remaining = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        var entry = Enter(group);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Answer(await entry, limit, remaining, status);
    }

    public void Answer(LimitEntry entry, int? limit, int? remaining = null, HttpStatusCode status = HttpStatusCode.OK) =>
        Gate.Answered(Assert.IsType<LimitEntry.Open>(entry), status, new LimitHeaders(limit, remaining), Clock.Now + TimeSpan.FromSeconds(1));

    public void Refuse(LimitEntry entry, TimeSpan pause) =>
        Gate.Refused(Assert.IsType<LimitEntry.Open>(entry), new LimitHeaders(null, null), Clock.Now + pause);

    public static int Out(IEnumerable<Task<LimitEntry>> calls) => calls.Count(call => call is { IsCompletedSuccessfully: true });

    public void Dispose() => Gate.Dispose();
}
