using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.ManagementToken;

/// <summary>The portal's wire to Auth0 as it is registered, with a fake at the far end and time in the test's hand.</summary>
internal sealed class TokenBench : IAsyncDisposable
{
    public const string FirstSecret = "first-secret";
    public const string SecondSecret = "second-secret";

    private readonly WebApplication _app;

    private readonly RestingClock _restingClock;

    public TokenBench(bool withSecondSecret = false)
    {
        _restingClock = new RestingClock(Clock);
        Auth0 = new FakeAuth0(Clock);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseKestrelCore();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Auth0:Domain"] = "company.eu.auth0.com",
            ["Auth0:ClientId"] = "portal",
            ["Auth0:ClientSecret"] = "portal-secret",
            ["Auth0:Management:ClientId"] = "management",
            ["Auth0:Management:ClientSecret"] = FirstSecret,
            ["Auth0:Management:SecondClientSecret"] = withSecondSecret ? SecondSecret : "",
        });
        builder.Services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        builder.Services.AddSingleton<TimeProvider>(_restingClock);
        builder.Services.AddSingleton(new Random(20261122));
        builder.AddManagementToken();
        builder.AddAuth0();
        foreach (var name in new[] { ManagementTokenSource.HttpClientName, ManagementClient.HttpClientName, AuthenticationClient.HttpClientName })
        {
            builder.Services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => Auth0);
        }

        _app = builder.Build();
    }

    public ManualClock Clock { get; } = new();

    public FakeAuth0 Auth0 { get; }

    public LogCapture Log { get; } = new();

    public ManagementTokenCache Tokens => Get<ManagementTokenCache>();

    public ManagementClient Management => Get<ManagementClient>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The public door, with this handler as its network.</summary>
    public AuthenticationClient AuthenticationOver(HttpMessageHandler handler) =>
        new(new OneClient(handler), Get<Auth0Call>(), Get<IOptions<Auth0Options>>());

    /// <summary>One call with the token, as every call is made.</summary>
    public async Task<HttpResponseMessage> CallAsync(HttpContent? content = null)
    {
        using var client = Get<IHttpClientFactory>().CreateClient(ManagementClient.HttpClientName);
        using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, "https://company.eu.auth0.com/api/v2/users") { Content = content };
        return await client.SendAsync(request);
    }

    /// <summary>Lets time pass in steps, doing at each what the hosted service does.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan step, Func<Task>? each = null)
    {
        for (var until = Clock.Now + time; Clock.Now < until;)
        {
            Clock.Advance(step);
            await Tokens.RenewIfDueAsync(CancellationToken.None);
            if (each is not null)
            {
                await each();
            }
        }
    }

    /// <summary>Runs a hosted service over this time, letting it come to rest before time goes on.</summary>
    public async Task RunServiceAsync(TimeSpan time, string name = "ManagementTokenService")
    {
        var service = _app.Services.GetServices<IHostedService>().Single(service => service.GetType().Name == name);
        await service.StartAsync(CancellationToken.None);
        var rests = 0;
        for (var until = Clock.Now + time; Clock.Now < until;)
        {
            await _restingClock.UntilRestingAsync(++rests);
            Clock.Advance(RestingClock.Rest);
        }

        await service.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Auth0.Dispose();
        _restingClock.Dispose();
    }

    private sealed class OneClient(HttpMessageHandler handler) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false);
    }

    // Says when the service has gone to rest, so that the test moves time on only then.
    private sealed class RestingClock(ManualClock clock) : TimeProvider, IDisposable
    {
        public static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);
        private static readonly TimeSpan DeadlineOfCalls = TimeSpan.FromSeconds(30);
        private readonly SemaphoreSlim _changed = new(0);
        private int _rests;

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = clock.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime != DeadlineOfCalls)
            {
                Interlocked.Increment(ref _rests);
                _changed.Release();
            }

            return timer;
        }

        public void Dispose() => _changed.Dispose();

        public async Task UntilRestingAsync(int rests)
        {
            while (Volatile.Read(ref _rests) < rests)
            {
                Assert.True(await _changed.WaitAsync(TimeSpan.FromSeconds(30)), "The service did not come to rest.");
            }
        }
    }
}
