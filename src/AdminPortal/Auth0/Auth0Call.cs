using System.Net;
using System.Text.Json;
using AdminPortal.ManagementToken;
using Microsoft.Extensions.Options;

namespace AdminPortal.Auth0;

/// <summary>Sends one request, once, when the breaker, the address's allowance and the gate let it, and turns whatever happens into an <see cref="Auth0Result{T}"/>.</summary>
/// <remarks>
/// Requests for tokens don't come this way. They are counted apart or among a hundred others a second, there is one a day, and every call here may wait for one:
/// a token that waited behind those that wait for it would stop everything.
/// </remarks>
public sealed partial class Auth0Call(
    TimeProvider clock, Random random, TenantState tenant, SilenceBreaker breaker, LimitGate gate, MailAllowance allowance, IOptions<Auth0Options> options, ILogger<Auth0Call> logger)
{
    // Nothing had left this machine yet when these came up.
    private static readonly HashSet<HttpRequestError> NeverConnected =
        [HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError, HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError];

    /// <summary>One request, one answer; <paramref name="read"/> gives null for a body it can't use, <paramref name="needed"/> names the scopes without which Auth0 says 403.</summary>
    internal async Task<Auth0Result<T>> SendAsync<T>(HttpClient client, HttpRequestMessage request, Func<string, T?> read, IReadOnlyList<string> needed, CancellationToken cancellationToken)
        where T : class
    {
        var passage = breaker.Ask();
        if (passage == Passage.Shut)
        {
            return KeptBack<T>();
        }

        var inVain = false;
        try
        {
            var answer = await EnterAsync(client, request, read, needed, passage, cancellationToken);
            inVain = answer.Heard == false;
            return answer.Result;
        }
        finally
        {
            if (passage == Passage.Trial)
            {
                breaker.TrialOver(inVain);
            }
        }
    }

    // Heard is null when nothing was asked.
    private async Task<(Auth0Result<T> Result, bool? Heard)> EnterAsync<T>(
        HttpClient client, HttpRequestMessage request, Func<string, T?> read, IReadOnlyList<string> needed, Passage passage, CancellationToken cancellationToken)
        where T : class
    {
        var mailedAddress = request.Options.TryGetValue(MailAllowance.Address, out var address) ? address : null;
        if (mailedAddress is not null && allowance.FreeAt(mailedAddress) is { } freeAt)
        {
            return (new Auth0Result<T>.Busy(freeAt, AddressIsFull: true), null);
        }

        var entry = await gate.EnterAsync(LimitGroups.Of(request.Method, request.RequestUri?.AbsolutePath ?? ""), CallLanes.Current, cancellationToken);
        if (entry is not LimitEntry.Open open)
        {
            return (new Auth0Result<T>.Busy(((LimitEntry.Closed)entry).Until), null);
        }

        try
        {
            if (passage == Passage.Open && breaker.IsShut)
            {
                // Auth0 fell silent while this call waited for its turn.
                return (KeptBack<T>(), null);
            }

            if (mailedAddress is not null)
            {
                allowance.Take(mailedAddress);
            }

            return await AskAsync(client, request, read, needed, open, cancellationToken);
        }
        finally
        {
            gate.Over(open);
        }
    }

    private async Task<(Auth0Result<T> Result, bool? Heard)> AskAsync<T>(
        HttpClient client, HttpRequestMessage request, Func<string, T?> read, IReadOnlyList<string> needed, LimitEntry.Open entry, CancellationToken cancellationToken)
        where T : class
    {
        var startedAt = clock.GetTimestamp();
        var (result, status) = await TryAsync(client, request, read, needed, entry, cancellationToken);
        var heard = WasHeard(result, status);
        if (heard)
        {
            tenant.Heard();
        }
        else
        {
            tenant.HeardNothing();
        }

        var took = clock.GetElapsedTime(startedAt);
        var path = PathShape(request.RequestUri);
        var outcome = result.GetType().Name;
        Log.Called(logger, request.Method, path, outcome, status, took);
        return (result, heard);
    }

    private async Task<(Auth0Result<T> Result, int Status)> TryAsync<T>(
        HttpClient client, HttpRequestMessage request, Func<string, T?> read, IReadOnlyList<string> needed, LimitEntry.Open entry, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await Deadline.RunAsync(clock, options.Value.Timeout, token => AnswerAsync(client, request, read, needed, entry, token), cancellationToken);
        }
        catch (NoManagementTokenException without) when (without.IsRefused)
        {
            tenant.CredentialsRefused(without.Message);
            return (new Auth0Result<T>.Denied([], without.Message), 403);
        }
        catch (NoManagementTokenException without)
        {
            return (new Auth0Result<T>.Unreachable(without.Message, MayHaveActed: false), 0);
        }
        catch (TimeoutException overdue)
        {
            return (new Auth0Result<T>.Unreachable($"Auth0 gave {overdue.Message}.", WasSent(request)), 0);
        }
        catch (HttpRequestException broken)
        {
            return (new Auth0Result<T>.Unreachable($"Auth0 can't be reached ({broken.HttpRequestError}).", WasSent(request) && !NeverConnected.Contains(broken.HttpRequestError)), 0);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            // InvalidDataException: the body isn't compressed as it claims.
            return (new Auth0Result<T>.Unreachable("The connection to Auth0 broke.", WasSent(request)), 0);
        }
    }

    private async Task<(Auth0Result<T> Result, int Status)> AnswerAsync<T>(
        HttpClient client, HttpRequestMessage request, Func<string, T?> read, IReadOnlyList<string> needed, LimitEntry.Open entry, CancellationToken cancellationToken)
        where T : class
    {
        using var reply = await client.SendAsync(request, cancellationToken);
        if (request.Headers.Authorization is not null)
        {
            // The handler had a token to send it with; calls that need none say nothing about the credentials.
            tenant.CredentialsTaken();
        }

        if (reply.Headers.Date is { } auth0Now)
        {
            tenant.HeardTime(auth0Now);
        }

        var body = await ReplyText.ReadAsync(reply.Content, cancellationToken);
        var backAt = RetryAdvice.RetryAt(reply, clock, random);
        Count(request, reply, entry, backAt);
        if (reply.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return (new Auth0Result<T>.Busy(backAt), 429);
        }

        return (reply.IsSuccessStatusCode ? ReadSuccess(reply.StatusCode, body, read) : ReadError<T>(reply, body, needed, request.Headers.Authorization is not null), (int)reply.StatusCode);
    }

    private void Count(HttpRequestMessage request, HttpResponseMessage reply, LimitEntry.Open entry, DateTimeOffset backAt)
    {
        var headers = LimitHeaders.Of(reply);
        var isBusy = reply.StatusCode == HttpStatusCode.TooManyRequests;
        if (headers.Limit == MailAllowance.Burst && request.Options.TryGetValue(MailAllowance.Address, out var address))
        {
            // The reply speaks of this one address: no reason for the others to wait.
            if (isBusy)
            {
                allowance.Close(address, backAt);
            }
            else if (headers.Remaining is { } remaining)
            {
                allowance.Lower(address, remaining);
            }
        }
        else if (isBusy)
        {
            gate.Refused(entry, headers, backAt);
        }
        else
        {
            gate.Answered(entry, reply.StatusCode, headers, backAt);
        }
    }

    private static Auth0Result<T> KeptBack<T>() =>
        new Auth0Result<T>.Unreachable("Auth0 does not answer; the portal looks by itself when it is back.", MayHaveActed: false);

    private static Auth0Result<T> ReadSuccess<T>(HttpStatusCode status, string body, Func<string, T?> read)
        where T : class
    {
        try
        {
            if (read(body) is { } value)
            {
                return new Auth0Result<T>.Ok(value);
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Said below. InvalidOperationException: JSON text that is half a character.
        }

        return new Auth0Result<T>.Unreachable($"Auth0 answered {(int)status} with something that can't be read.", MayHaveActed: true);
    }

    private static Auth0Result<T> ReadError<T>(HttpResponseMessage reply, string body, IReadOnlyList<string> needed, bool hadToken)
    {
        var error = Auth0Error.Read(reply.StatusCode, reply.ReasonPhrase, body);
        var status = (int)reply.StatusCode;
        return status switch
        {
            // Without a token of ours in it, it is about what the request says, and the next token changes nothing.
            401 when hadToken => new Auth0Result<T>.Unreachable($"Auth0 refuses the portal's token: {error.Message}", MayHaveActed: false),

            // Not a token at all, says Auth0 to what was one when it left: nothing is wrong with what was asked.
            400 when hadToken && error.Code == "Bearer" => new Auth0Result<T>.Unreachable($"Auth0 refuses the portal's token: {error.Message}", MayHaveActed: false),
            403 when IsScope(error) => new Auth0Result<T>.Denied(ScopesIn(error.Message, needed), error.Message),

            // A 404 that isn't Auth0's own comes from something in between or a wrong address, and says nothing about the thing asked for.
            404 when error.IsAuth0s => new Auth0Result<T>.NotFound(error.Message),
            404 => new Auth0Result<T>.Unreachable($"The tenant's address answered 404 in words that aren't Auth0's: {error.Message}", MayHaveActed: false),
            408 => new Auth0Result<T>.Unreachable("Auth0 answered 408.", MayHaveActed: true),
            409 when error.Code != "custom_domain_conflict" => new Auth0Result<T>.AlreadyExists(error.Message),
            >= 400 and < 500 => new Auth0Result<T>.Refused(status, error.Code, error.Message),
            >= 500 => new Auth0Result<T>.Unreachable($"Auth0 answered {status}: {error.Message}", MayHaveActed: true),
            _ => new Auth0Result<T>.Unreachable($"The tenant's address answered {status}, which Auth0 does not.", MayHaveActed: false),
        };
    }

    private static bool IsScope(Auth0Error error) =>
        error.Code == "insufficient_scope" || error.Message.StartsWith("Insufficient scope", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> ScopesIn(string message, IReadOnlyList<string> unlessSaid) =>
        message.LastIndexOf("of:", StringComparison.Ordinal) is >= 0 and var colon
            ? message[(colon + 3)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : unlessSaid;

    private static bool WasSent(HttpRequestMessage request) =>
        request.Options.TryGetValue(ManagementTokenHandler.Sent, out var sent) && sent;

    private static bool WasHeard<T>(Auth0Result<T> result, int status) =>
        result is not Auth0Result<T>.Unreachable || status is not (0 or 502 or 503 or 504);

    // Ids and addresses stay out of the log: the shape of the path says which call it was.
    private static string PathShape(Uri? address) =>
        string.Join('/', (address?.AbsolutePath ?? "").Split('/').Select(part => part.Contains('%', StringComparison.Ordinal) || part.Any(char.IsAsciiDigit) && part != "v2" ? "{id}" : part));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path}: {Outcome} ({Status}) after {Took}")]
        public static partial void Called(ILogger logger, HttpMethod method, string path, string outcome, int status, TimeSpan took);
    }
}
