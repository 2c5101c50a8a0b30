using System.Net;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Auth0Emulator.Control;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Xunit.Abstractions;

namespace AdminPortal.Tests.Auth0;

/// <summary>Auth0 is gone for half an hour, in each of the ways in which it can be gone.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("drop")]
    [InlineData("hang")]
    [InlineData("refuse")]
    [InlineData("503")]
    public async Task Half_an_hour_without_Auth0_loses_nothing_grows_nothing_and_drains_afterwards(string how)
    {
        var network = new Network();
        await using var world = await InviteWorld.StartLiveAsync(new PortalHostOptions { Services = network.Register });
        using var browser = await world.Portal.SignInOverHttpAsync(InviteWorld.Admin);
        await world.UntilAsync(await world.InviteAsync("before@example.com", "Member"), InviteStatus.Sent);
        var tenant = world.Portal.Get<TenantState>();
        var goneAt = world.Now;
        Break(world, network, how);

        await InviteAsync(world, "early", 20);
        await PassAsync(world, TimeSpan.FromMinutes(5));
        Assert.True(world.Portal.Get<SilenceBreaker>().IsShut);
        var (asked, audited, attempts) = await CountsAsync(world, network);

        await InviteAsync(world, "late", 20);
        await PassAsync(world, TimeSpan.FromMinutes(25));

        Assert.InRange(tenant.SilentSince!.Value - goneAt, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        var (askedAfter, auditedAfter, attemptsAfter) = await CountsAsync(world, network);
        output.WriteLine($"{how}: {asked} requests in the first five minutes, {askedAfter - asked} in the twenty-five after them");
        Assert.InRange(askedAfter - asked, 15, 100);
        Assert.Equal(audited + 20, auditedAfter);
        Assert.Equal(attempts, attemptsAfter);
        await ReadsWorkAsync(world, browser);

        world.Tenant.Faults.Clear();
        network.IsDown = false;
        await PassAsync(world, TimeSpan.FromHours(1), until: async () => (await world.RowsAsync()).All(row => row.Status == InviteStatus.Sent));

        Assert.Null(tenant.SilentSince);
        var rows = await world.RowsAsync();
        Assert.Equal(41, rows.Count);
        Assert.All(rows, row => Assert.Equal((InviteStatus.Sent, 1), (row.Status, row.MailsSent)));
        Assert.All(rows, row => Assert.Single(world.Tenant.Mail.To(row.Email)));
        Assert.DoesNotContain("does not answer", (await browser.GoToAsync("/invites")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waited_for_Auth0_goes_out_at_once_when_it_is_back_not_after_its_own_pause()
    {
        await using var world = await InviteWorld.StartLiveAsync();
        await world.UntilAsync(await world.InviteAsync("before@example.com"), InviteStatus.Sent);
        Break(world, new Network(), "drop");
        var id = await world.InviteAsync("ana@example.com");
        await PassAsync(world, TimeSpan.FromMinutes(1));
        var waiting = await world.RowAsync(id);
        Assert.Equal(WaitReason.Silence, waiting.WaitReason);
        await WaitLongAsync(world, id);

        world.Tenant.Faults.Clear();
        await PassAsync(world, TimeSpan.FromMinutes(1), until: async () => (await world.RowAsync(id)).Status == InviteStatus.Sent);

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
    }

    private static async Task ReadsWorkAsync(InviteWorld world, TestBrowser browser)
    {
        foreach (var (path, words) in new[] { ("/", "late19@example.com"), ("/invites", "late3@example.com"), ("/invites?q=early7", "early7@example.com") })
        {
            var page = await browser.GoToAsync(path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("Auth0 does not answer since", page.Words, StringComparison.Ordinal);
            Assert.Contains(words, page.Words, StringComparison.Ordinal);
        }

        Assert.Equal(41, (await world.ListAsync(new InviteListQuery { Size = 50 })).Rows.Count);
    }

    private static void Break(InviteWorld world, Network network, string how)
    {
        network.IsDown = how == "refuse";
        foreach (var route in how == "refuse" ? [] : Outage.Routes)
        {
            world.Tenant.Faults.Add(how switch
            {
                "drop" => Fault.Drop(route),
                "hang" => Fault.Hang(route),
                _ => Fault.Answer(route, 503),
            });
        }
    }

    private static async Task InviteAsync(InviteWorld world, string name, int people) =>
        Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request([.. Enumerable.Range(0, people).Select(number => $"{name}{number}@example.com")])));

    // The world keeps telling the portal who is admin: how long that holds without Auth0 is the sign-in's own question.
    private static async Task PassAsync(InviteWorld world, TimeSpan time, Func<Task<bool>>? until = null)
    {
        for (var end = world.Now + time; world.Now < end;)
        {
            world.Pass(TimeSpan.FromSeconds(1));
            await world.Tenant.Journal.QuietAsync();
            if (until is not null && await until())
            {
                return;
            }
        }
    }

    private static async Task<(int Asked, int Audited, int Attempts)> CountsAsync(InviteWorld world, Network network)
    {
        await using var db = await world.ContextAsync();
        return (world.Tenant.Journal.Requests.Count + network.Refused, await db.AuditEntries.CountAsync(), await db.Invites.SumAsync(invite => invite.Attempts));
    }

    // As after many tries: the next one of its own would be an hour away.
    private static async Task WaitLongAsync(InviteWorld world, Guid id)
    {
        await using var db = await world.ContextAsync();
        var row = await db.Invites.SingleAsync(invite => invite.Id == id);
        Assert.True(row.Wait(world.Now + TimeSpan.FromHours(1), WaitReason.Silence, "Auth0 does not answer."));
        await db.SaveChangesAsync();
    }

    /// <summary>The portal's network to the tenant, which can be unplugged.</summary>
    private sealed class Network
    {
        private int _refused;

        public bool IsDown { get; set; }

        public int Refused => _refused;

        public void Register(IServiceCollection services) =>
            services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new Plug(this))));

        private sealed class Plug(Network network) : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (!network.IsDown)
                {
                    return base.SendAsync(request, cancellationToken);
                }

                Interlocked.Increment(ref network._refused);
                throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
            }
        }
    }
}
