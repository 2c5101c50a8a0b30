using System.Globalization;
using Auth0Emulator.Limits;

namespace AdminPortal.Benchmarks;

/// <summary>P1: how much of what a plan permits a bulk uses, and how often it is told to slow down; beside it a sequential script on the same plan.</summary>
internal sealed class BulkBenchmark(IReadOnlyList<RateLimitPlan> plans, int people, Action<string> tell)
{
    private const double LeastOfIdeal = 0.95;
    private const double MostBusy = 0.01;

    // Quick enough to wait for; and never more than half of what the machine can do at this moment, so that the limits decide and not the machine.
    private const double MostInASecond = 25;
    private const double ShareOfTheMachine = 0.5;

    private static readonly TimeSpan NaiveFor = TimeSpan.FromSeconds(8);

    public async Task<IReadOnlyList<Claim>> RunAsync()
    {
        var free = await new BulkRun(null, people).RunAsync();
        tell(Invariant($"without limits, to see what this machine can do: {Seconds(free.Took)}, {free.Rate:0} invitations a second"));
        var claims = new List<Claim>();
        foreach (var plan in plans)
        {
            var factor = Math.Floor(Math.Min(MostInASecond, free.Rate * ShareOfTheMachine) / IdealTime.RateOf(plan));
            claims.AddRange(await MeasureAsync(plan.Scaled((int)Math.Max(1, factor)), free.Rate));
        }

        return claims;
    }

    private async Task<IReadOnlyList<Claim>> MeasureAsync(RateLimitPlan plan, double machine)
    {
        var permitted = IdealTime.RateOf(plan);
        var room = permitted <= machine * ShareOfTheMachine ? "" : ": TOO MUCH FOR THIS MACHINE to show the limits";
        tell(Invariant($"{plan.Name}, rates × {plan.Factor}: {permitted:0.#} invitations a second are permitted, {100 * permitted / machine:0} % of what the machine can do{room}"));

        var bulk = await new BulkRun(plan, people).RunAsync();
        var (ideal, used) = Share(plan, people, bulk.Took);
        tell(Invariant($"  portal: {people} invitations in {Seconds(bulk.Took)}, ideal {Seconds(ideal)}: {100 * used:0.0} %; {bulk.Requests} requests ({(double)bulk.CallsOfInvitations / people:0.00} for each invitation), {bulk.Busy} times 429; recorded in {Seconds(bulk.RecordedIn)}"));
        tell($"          read besides: {bulk.OwnReading}");

        var naive = await NaiveClient.RunAsync(plan, IdealTime.InvitationsFor(plan, NaiveFor));
        var (naiveIdeal, naiveUsed) = Share(plan, naive.Invitations, naive.Took);
        tell(Invariant($"  script: {naive.Invitations} invitations in {Seconds(naive.Took)}, ideal {Seconds(naiveIdeal)}: {100 * naiveUsed:0.0} %; {naive.Requests} requests, {naive.Busy} times 429"));
        return
        [
            new(
                "P1",
                Invariant($"bulk of {people}, {plan.Name}"),
                "≥ 95 % of ideal; 429s ≤ 1 %; lost 0, duplicates 0",
                Invariant($"{100 * used:0.0} %; {100 * bulk.BusyShare:0.00} %; {bulk.Lost}, {bulk.Duplicates}"),
                used >= LeastOfIdeal && bulk.BusyShare <= MostBusy && bulk is { Lost: 0, Duplicates: 0 }),
            new("", "  a sequential script", "(for comparison)", Invariant($"{100 * naiveUsed:0.0} %; {100 * naive.BusyShare:0.00} %"), null),
        ];
    }

    private static (TimeSpan Ideal, double Used) Share(RateLimitPlan plan, int invitations, TimeSpan took)
    {
        var ideal = IdealTime.Of(plan, invitations);
        return (ideal, ideal / took);
    }

    private static string Seconds(TimeSpan time) => Invariant($"{time.TotalSeconds:0.0} s");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
