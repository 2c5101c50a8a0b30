using AdminPortal.Auth0;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using AdminPortal.Tests.Auth0;
using Auth0Emulator;
using Auth0Emulator.Control;
using Auth0Emulator.Limits;
using Xunit.Abstractions;
using NewUsers = Auth0Emulator.Tenant.NewUsers;

namespace AdminPortal.Tests.SignIn;

/// <summary>How often the watch asks, and what that costs of the tenant's limits.</summary>
public sealed class WatchPaceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("free", 4, 0, "Roles are read every 45 s; nobody's account has to be looked at now.", false)]
    [InlineData("free", 4, 1, "Roles are read every 45 s; the one signed-in account is looked at within 45 s.", false)]
    [InlineData("free", 4, 12, "Roles are read every 45 s; each of the 12 signed-in accounts is looked at within 3 min.", true)]
    [InlineData("free", 14, 3, "Roles are read every 2 min; each of the 3 signed-in accounts is looked at within 4 min.", true)]
    [InlineData("professional", 4, 37, "Roles are read every 45 s; each of the 37 signed-in accounts is looked at within 45 s.", false)]
    [InlineData("professional", 16, 37, "Roles are read every 2 min; each of the 37 signed-in accounts is looked at within 2 min.", true)]
    [InlineData("enterprise", 4, 120, "Roles are read every 45 s; each of the 120 signed-in accounts is looked at within 2 min.", true)]
    [InlineData("off", 400, 61, "Roles are read every 45 s; each of the 61 signed-in accounts is looked at within 2 min.", true)]
    public void The_pace_follows_the_plan_and_is_told_without_being_flattered(string plan, int roleCalls, int signedIn, string words, bool isSlow)
    {
        var pace = WatchPace.Of(LimitPlan.Sold.Append(LimitPlan.Off).Single(each => each.Name == plan), roleCalls, signedIn);

        Assert.Equal((words, isSlow), (pace.Words(), pace.IsSlow));
    }

    [Theory]
    [InlineData("free", 12)]
    [InlineData("free", 2)]
    [InlineData("professional", 60)]
    [InlineData("enterprise", 60)]
    [InlineData("enterprise-nonproduction", 12)]
    public async Task Watching_takes_no_more_than_a_tenth_of_the_plan_and_leaves_nobody_out(string name, int people)
    {
        var clock = new ManualClock();
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Clock = clock, Background = false, RateLimits = RateLimitPlan.All.Single(plan => plan.Name == name) });
        var subjects = await AreHereAsync(portal, people);
        var watch = portal.Get<SignInWatch>();
        await DriveAsync(portal, clock, watch.LookAsync(default)); // learns the plan
        var plan = LimitPlan.Sold.Single(plan => plan.Name == name);
        Assert.Equal(plan, portal.Get<LimitGate>().Plans.Kept);
        clock.Advance(watch.Pace.Interval);
        portal.Tenant.Journal.Clear();

        var (begunAt, looks) = (clock.Now, 10);
        for (var look = 0; look < looks; look++)
        {
            var lookedAt = clock.Now;
            var interval = await DriveAsync(portal, clock, watch.LookAsync(default));
            Assert.Equal(WatchPace.Wanted, interval);
            Assert.Equal(lookedAt, portal.Tenant.Journal.Requests.OrderBy(call => call.Number).First(call => call.At >= lookedAt).At);
            if (lookedAt + interval > clock.Now)
            {
                clock.Advance(lookedAt + interval - clock.Now);
            }
        }

        var took = clock.Now - begunAt;
        var calls = portal.Tenant.Journal.Requests.Where(call => call.At >= begunAt && call.Path.StartsWith("/api/v2/", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(calls, call => call.Status == 429);
        foreach (var bucket in calls.GroupBy(call => plan.BucketOf(LimitGroups.Of(HttpMethod.Get, call.Path.Split('?')[0]))))
        {
            var limit = plan.LimitOf(LimitGroups.Of(HttpMethod.Get, bucket.First().Path.Split('?')[0]))!;
            var allowed = 0.1 * limit.Refill * (took / limit.Every);
            output.WriteLine($"{name}, {people} people, {bucket.Key}: {bucket.Count()} calls in {took.TotalSeconds:0} s, {allowed:0.0} allowed");
            Assert.True(bucket.Count() <= allowed, $"{bucket.Count()} calls of {bucket.Key} in {took.TotalSeconds:0} s are more than a tenth of the limit, {allowed:0.0}.");
        }

        // What Setup promises is kept: from one look at an account to the next, and the moments that a look itself takes.
        var within = watch.Pace.EveryAccountWithin + TimeSpan.FromSeconds(10);
        Assert.All(subjects, subject =>
        {
            DateTimeOffset[] seenAt = [begunAt, .. calls.Where(call => call.Path.EndsWith(Uri.EscapeDataString(subject), StringComparison.Ordinal) || call.Path.EndsWith(subject, StringComparison.Ordinal)).Select(call => call.At)];
            Assert.True(seenAt.Length > 1, $"{subject} was never looked at.");
            Assert.All(seenAt.Zip(seenAt.Skip(1)), gap => Assert.InRange(gap.Second - gap.First, TimeSpan.Zero, within));
        });
    }

    [Fact]
    public async Task Reading_who_holds_three_roles_takes_three_calls_once_their_names_are_known()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        portal.Tenant.Journal.Clear();
        await portal.Get<PortalRoleReader>().ReadAsync(default);
        var first = Calls(portal);
        portal.Tenant.Journal.Clear();
        await portal.Get<PortalRoleReader>().ReadAsync(default);

        Assert.Equal((1, 3), first);
        Assert.Equal((0, 3), Calls(portal));
    }

    [Fact]
    public async Task A_role_that_was_removed_and_made_anew_or_given_another_name_is_found_again()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        var (reader, members) = (portal.Get<PortalRoleReader>(), portal.Get<PortalRoleMembers>());
        await reader.ReadAsync(default);
        Assert.Single(members.Members(PortalRole.Support));

        Rename("Portal Support", "Portal Support", id: "rol_PortalSupport999");
        await reader.ReadAsync(default);
        Assert.Empty(members.Members(PortalRole.Support));
        await reader.ReadAsync(default);
        Assert.Single(members.Members(PortalRole.Support));
        Assert.False(members.IsMissing(PortalRole.Support));

        Rename("Portal Support", "Helpers", id: "rol_PortalSupport999");
        clock.Advance(TimeSpan.FromMinutes(5));
        await reader.ReadAsync(default);
        Assert.Empty(members.Members(PortalRole.Support));
        Assert.True(members.IsMissing(PortalRole.Support));

        void Rename(string from, string to, string id) => portal.Tenant.State.Change(tenant =>
        {
            var at = tenant.Roles.FindIndex(role => role.Name == from);
            var before = tenant.Roles[at];
            tenant.Roles[at] = before with { Id = id, Name = to };
            var holders = tenant.RoleMembers.Where(member => member.RoleId == before.Id).ToList();
            tenant.RoleMembers.RemoveAll(member => member.RoleId == before.Id);
            tenant.RoleMembers.AddRange(holders.Select(member => member with { RoleId = id }));
        });
    }

    [Fact]
    public async Task Many_who_ask_at_once_share_one_read_that_began_after_they_asked()
    {
        await using var portal = await SignInKit.PortalAsync();
        var reader = portal.Get<PortalRoleReader>();
        await reader.ReadAsync(default);
        portal.Tenant.Journal.Clear();
        var hold = portal.Tenant.Gates.HoldCall("GET /api/v2/roles/{id}/users");
        var first = reader.ReadAsync(default);
        await hold.ArrivedAsync();

        var others = Enumerable.Range(0, 50).Select(_ => reader.ReadAsync(default)).ToList();
        Assert.DoesNotContain(others, read => read.IsCompleted);
        hold.Release();
        await Task.WhenAll([first, .. others]);

        Assert.Equal((0, 6), Calls(portal));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_does_not_take_the_read_from_the_others()
    {
        await using var portal = await SignInKit.PortalAsync();
        var reader = portal.Get<PortalRoleReader>();
        var hold = portal.Tenant.Gates.HoldCall("GET /api/v2/roles");
        using var patience = new CancellationTokenSource();
        var (impatient, patient) = (reader.ReadAsync(patience.Token), Task.CompletedTask);
        await hold.ArrivedAsync();
        patient = reader.ReadAsync(default);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        hold.Release();
        await patient;

        Assert.True(portal.Get<PortalRoleMembers>().IsKnown(PortalRole.Admin));
    }

    [Fact]
    public async Task Those_whose_role_is_known_sign_in_without_a_call_and_those_without_one_are_asked_after()
    {
        await using var portal = await SignInKit.PortalAsync(new ManualClock());
        portal.Tenant.Journal.Clear();

        using var admin = await portal.SignInOverHttpAsync(SignInKit.Admin);
        var known = Calls(portal);
        using var outsider = await portal.SignInOverHttpAsync(SignInKit.Outsider);

        Assert.Equal((0, 0), known);
        Assert.Equal((1, 3), Calls(portal));
    }

    private static (int Names, int Lists) Calls(PortalHost portal) => (portal.Tenant.Journal.On("GET /api/v2/roles").Count, portal.Tenant.Journal.On("GET /api/v2/roles/{id}/users").Count);

    private static async Task<List<string>> AreHereAsync(PortalHost portal, int people)
    {
        var subjects = Enumerable.Range(1, people).Select(number => $"auth0|person{number:000}").ToList();
        foreach (var subject in subjects)
        {
            var email = $"{subject.Split('|')[1]}@example.com";
            portal.Tenant.State.Change(tenant => tenant.PutUser(NewUsers.Shape(email, TenantSeed.ConnectionName, "", portal.Clock.GetUtcNow()) with { UserId = subject }, portal.Clock.GetUtcNow()));
            portal.Get<OpenPages>().Opened(subject, await portal.Get<SessionKeeper>().StartAsync(new SignedInIdentity(subject, "", email, true, null), SignInPlace.Unknown, default));
        }

        return subjects;
    }

    // Time moves on when a call waits for its turn and for nothing else: the look takes as long as the limits make it, however busy this machine is.
    private static async Task<T> DriveAsync<T>(PortalHost portal, ManualClock clock, Task<T> look)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var gate = portal.Get<LimitGate>();
        while (!look.IsCompleted)
        {
            await portal.Tenant.Journal.QuietAsync(patience.Token);
            if (gate is { UnderWay: 0, Waiting: > 0 })
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }
        }

        return await look;
    }
}
