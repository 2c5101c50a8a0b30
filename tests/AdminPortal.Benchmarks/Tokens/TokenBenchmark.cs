using System.Globalization;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.Testing;
using Auth0Emulator.Control;

namespace AdminPortal.Benchmarks;

/// <summary>P6: thirty days of calls with the Management token, on a clock that is moved, against a tenant that really checks it; with both clocks alike and five minutes apart.</summary>
internal sealed class TokenBenchmark(Action<string> tell)
{
    private const string TokenRoute = "POST /oauth/token";
    private const int Days = 30;
    private const int Callers = 100;
    private const double MostRenewals = 1.25;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan[] Skews = [TimeSpan.Zero, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(-5)];

    public async Task<IReadOnlyList<Claim>> RunAsync()
    {
        var lives = new List<TokenLife>();
        foreach (var skew in Skews)
        {
            var life = await LiveAsync(skew);
            tell(life.ToString());
            lives.Add(life);
        }

        var (atFirst, afterExpiry) = await CrowdAsync();
        tell(string.Create(CultureInfo.InvariantCulture, $"{Callers} callers at once: {atFirst} renewal without a token, {afterExpiry} when it has expired"));
        var (expired, renewals) = (lives.Sum(life => life.Refused), lives.Max(life => life.Renewals / life.Needed));
        return
        [
            new("P6", string.Create(CultureInfo.InvariantCulture, $"requests with an expired token in {Days} days"), "0", string.Create(CultureInfo.InvariantCulture, $"{expired} of {lives.Sum(life => life.Calls)}"), expired == 0),
            new("P6", "renewals ÷ needed, clocks alike and 5 min apart", "≤ 1.25", string.Create(CultureInfo.InvariantCulture, $"{renewals:0.00}"), renewals <= MostRenewals),
            new("P6", string.Create(CultureInfo.InvariantCulture, $"renewals for {Callers} callers at once"), "1", string.Create(CultureInfo.InvariantCulture, $"{Math.Max(atFirst, afterExpiry)}"), (atFirst, afterExpiry) is (1, 1)),
        ];
    }

    // The portal's clock shows so much more than the tenant's.
    private static async Task<TokenLife> LiveAsync(TimeSpan skew)
    {
        var clock = new ManualClock();
        var ahead = new ManualClock(clock.Now + skew);
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Clock = clock, PortalClock = ahead, Background = false });
        var (tokens, auth0) = (portal.Get<ManagementTokenCache>(), portal.Get<ManagementClient>());
        var (calls, refused, renewals, lifetime) = (0, 0, 0, TimeSpan.Zero);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromDays(Days); passed += Step)
        {
            // One pass of ManagementTokenService, then a call as every use case makes it.
            await tokens.RenewIfDueAsync(CancellationToken.None);
            await auth0.GetUserAsync("auth0|nobody", CancellationToken.None);
            lifetime = tokens.State.ExpiresAt - tokens.State.RenewedAt ?? lifetime;
            var asked = portal.Tenant.Journal.Requests;
            calls += asked.Count(request => request.Path.StartsWith("/api/v2/", StringComparison.Ordinal));
            refused += asked.Count(request => request.Status == 401);
            renewals += asked.Count(request => request.Path == "/oauth/token");
            portal.Tenant.Journal.Clear();
            clock.Advance(Step);
            ahead.Advance(Step);
        }

        return new TokenLife(skew, calls, refused, renewals, TimeSpan.FromDays(Days) / lifetime);
    }

    private static async Task<(int AtFirst, int AfterExpiry)> CrowdAsync()
    {
        var clock = new ManualClock();
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Clock = clock, Background = false });
        var atFirst = await AskAllAsync(portal);
        clock.Advance(TimeSpan.FromDays(2));
        return (atFirst, await AskAllAsync(portal));
    }

    // The tenant holds its answer until all of them have asked.
    private static async Task<int> AskAllAsync(PortalHost portal)
    {
        portal.Tenant.Journal.Clear();
        var tokens = portal.Get<ManagementTokenCache>();
        var gate = portal.Tenant.Gates.Add(TokenRoute, GatePlace.Call);
        using var asking = new CountdownEvent(Callers);
        var answers = Enumerable.Range(0, Callers).Select(_ => Task.Run(() =>
        {
            var answer = tokens.GetAsync(CancellationToken.None).AsTask();
            asking.Signal();
            return answer;
        })).ToList();
        await gate.ArrivedAsync();
        asking.Wait();
        gate.Release();
        var granted = (await Task.WhenAll(answers)).Count(answer => answer is TokenAnswer.Granted);
        return granted == Callers
            ? portal.Tenant.Journal.On(TokenRoute).Count
            : throw new InvalidOperationException($"Only {granted} of {Callers} callers got a token.");
    }

    private sealed record TokenLife(TimeSpan Skew, int Calls, int Refused, int Renewals, double Needed)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Days} days, the portal's clock {Skew.TotalMinutes:+0;-0;0} min off: {Calls} calls, {Refused} refused; {Renewals} renewals, {Needed:0.#} needed");
    }
}
