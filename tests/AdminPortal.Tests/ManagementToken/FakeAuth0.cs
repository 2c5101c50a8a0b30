using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using AdminPortal.Testing;

namespace AdminPortal.Tests.ManagementToken;

/// <summary>Token endpoint and Management API in one, on a clock that may differ from the portal's; for tests that let weeks pass.</summary>
internal sealed class FakeAuth0(ManualClock portalClock) : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiry = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _revoked = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<DateTimeOffset> _tokenRequests = [];
    private readonly ConcurrentQueue<string> _bodies = [];
    private int _issued;
    private int _expiredCalls;
    private int _refusedCalls;
    private int _calls;

    /// <summary>How far Auth0's clock is ahead of the portal's.</summary>
    public TimeSpan Skew { get; set; }

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(1);

    public HashSet<string> Secrets { get; } = ["first-secret"];

    public string Scope { get; set; } = "read:users create:users";

    public bool IsDown { get; set; }

    public bool RefusesEveryToken { get; set; }

    public Func<HttpResponseMessage>? TokenReply { get; set; }

    public Func<HttpResponseMessage>? ApiReply { get; set; }

    /// <summary>Held before a token is issued while this is set.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public int Issued => _issued;

    public int Calls => _calls;

    public int ExpiredCalls => _expiredCalls;

    public int RefusedCalls => _refusedCalls;

    public IReadOnlyList<DateTimeOffset> TokenRequests => [.. _tokenRequests];

    public IReadOnlyList<string> Bodies => [.. _bodies];

    public void Revoke(string token) => _revoked[token] = true;

    public static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isToken = request.RequestUri!.AbsolutePath == "/oauth/token";
        if (isToken)
        {
            _tokenRequests.Enqueue(portalClock.Now);
        }

        if (Gate is { } gate)
        {
            await gate.Task.WaitAsync(cancellationToken);
        }

        if (IsDown)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return isToken ? Issue(body) : Answer(request, body);
    }

    private HttpResponseMessage Issue(string form)
    {
        if (TokenReply?.Invoke() is { } scripted)
        {
            return scripted;
        }

        if (!Secrets.Any(secret => form.Contains($"client_secret={secret}", StringComparison.Ordinal)))
        {
            return Json(HttpStatusCode.Unauthorized, """{"error":"access_denied","error_description":"Unauthorized"}""");
        }

        var token = $"eyJ.fake-token-{Interlocked.Increment(ref _issued)}";
        _expiry[token] = portalClock.Now + Skew + Lifetime;
        return Json(HttpStatusCode.OK, JsonSerializer.Serialize(new { access_token = token, expires_in = Lifetime.TotalSeconds, scope = Scope, token_type = "Bearer" }));
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string body)
    {
        Interlocked.Increment(ref _calls);
        _bodies.Enqueue(body);
        var token = request.Headers.Authorization?.Parameter ?? "";
        var isExpired = !_expiry.TryGetValue(token, out var expiresAt) || expiresAt <= portalClock.Now + Skew;
        if (isExpired)
        {
            Interlocked.Increment(ref _expiredCalls);
        }

        if (isExpired || RefusesEveryToken || _revoked.ContainsKey(token))
        {
            Interlocked.Increment(ref _refusedCalls);
            return Json(HttpStatusCode.Unauthorized, """{"statusCode":401,"error":"Unauthorized","message":"Expired token received for JSON Web Token validation"}""");
        }

        return ApiReply?.Invoke() ?? Json(HttpStatusCode.OK, "[]");
    }
}
