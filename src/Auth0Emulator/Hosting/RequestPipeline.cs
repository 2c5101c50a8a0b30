using System.Globalization;
using System.Net;
using System.Text;
using Auth0Emulator.Api;
using Auth0Emulator.Control;
using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.Http.Features;

namespace Auth0Emulator.Hosting;

/// <summary>The way of every request to the tenant: journal, fault, gate before it acts, act, state on disk, gate before the reply, journal. Pages under /emulator pass beside it.</summary>
public sealed partial class RequestPipeline(
    RequestDelegate next, TenantOpening opening, TenantStore store, TenantAddress address, TenantClock clock, FaultPlan faults, GatePlan gates, Journal journal, ILogger<RequestPipeline> log)
{
    private const int LargestBody = 1024 * 1024;

    /// <summary>Takes a request all the way.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        await opening.Opened;

        // The tenant's own time, moved or not: whoever reads a reset or a log date compares it with this.
        context.Response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (!IsThisMachine(context.Request.Host))
        {
            await context.Response.WriteAsync(Auth0Errors.Management(403, $"The local tenant answers under names of this machine only, such as localhost; this request was for {context.Request.Host.Host}."));
            return;
        }

        if (context.Request.Path.StartsWithSegments("/emulator", StringComparison.Ordinal))
        {
            await next(context);
            await store.SaveAsync(address.Root);
            return;
        }

        if (await ReadBodyAsync(context.Request) is not { } body)
        {
            journal.Arrived(Describe(context, $"(more than {LargestBody} bytes, or torn off)") with { Status = StatusCodes.Status413PayloadTooLarge });
            await context.Response.WriteAsync(Auth0Errors.Management(413, $"Payload content length greater than maximum allowed: {LargestBody}"));
            return;
        }

        var call = new CallUnderWay(context, context.Request.DecodedPath(), body, new CallNote());
        context.Features.Set(call.Note);
        var entry = journal.Arrived(Describe(context, Redaction.OfBody(context.Request.ContentType, body)));

        var fault = faults.Take(context.Request.Method, call.Path, body);
        if (fault is not null)
        {
            entry = Touch(entry, $"{fault.Id} {fault.Kind}");
            if (fault.Kind is not FaultKind.CommitThenDrop)
            {
                await FailAsync(context, fault, entry);
                return;
            }
        }

        if (gates.For(GatePlace.Call, context.Request.Method, call.Path, body) is { } before)
        {
            entry = Touch(entry, $"{before.Id} {before.Place}");
            if (!await before.HoldAsync())
            {
                context.Abort();
                return;
            }
        }

        var reply = await ActAsync(call);
        entry = entry with { Acted = true, Client = call.Note.Client, Scope = call.Note.Scope };
        journal.Update(entry);

        if (gates.For(GatePlace.Reply, context.Request.Method, call.Path, body) is { } after)
        {
            entry = Touch(entry, $"{after.Id} {after.Place}");
            if (!await after.HoldAsync())
            {
                context.Abort();
                return;
            }
        }

        if (fault is not null)
        {
            context.Abort();
            return;
        }

        journal.Update(entry with { Status = context.Response.StatusCode });
        await SendAsync(context, reply);
    }

    // A site whose name suddenly leads to this machine would read the inbox with its visitors' browsers.
    private static bool IsThisMachine(HostString host) =>
        string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Host, out var ip) && IPAddress.IsLoopback(ip));

    private async Task<MemoryStream> ActAsync(CallUnderWay call)
    {
        // The act is whole or not at all: a caller that hangs up meanwhile doesn't stop it, as it wouldn't at Auth0.
        var context = call.Context;
        var lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        var wire = context.Response.Body;
        var reply = new MemoryStream();
        context.Features.Set<IHttpRequestLifetimeFeature>(new Undisturbed(lifetime));
        context.Response.Body = reply;
        try
        {
            await next(context);
            await store.SaveAsync(address.Root);
        }
        catch (Exception bug)
        {
            Log.Failed(log, bug, context.Request.Method, call.Path);
            reply.SetLength(0);
            context.Response.Clear();
            await context.Response.WriteAsync(Auth0Errors.Management(500, "An internal server error occurred"));
        }
        finally
        {
            context.Response.Body = wire;
            context.Features.Set(lifetime);
        }

        return reply;
    }

    private static async Task SendAsync(HttpContext context, MemoryStream reply)
    {
        if (reply.Length == 0 || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        context.Response.ContentLength = reply.Length;
        reply.Position = 0;
        await reply.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task FailAsync(HttpContext context, Fault fault, JournalRequest entry)
    {
        switch (fault.Kind)
        {
            case FaultKind.Hang:
                using (var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, faults.UntilRemoved(fault.Id)))
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                context.Abort();
                return;
            case FaultKind.Drop or FaultKind.CommitThenDrop:
                context.Abort();
                return;
            case FaultKind.Status or FaultKind.Busy:
                var reply = fault.Kind is FaultKind.Busy ? Auth0Errors.GlobalLimit() : Auth0Errors.Management(fault.Status, fault.Message ?? "An internal server error occurred", fault.ErrorCode);
                journal.Update(entry with { Status = reply.Status });
                await context.Response.WriteAsync(reply with { Headers = Headers(fault) });
                return;
        }
    }

    // A reset of "+5" means five seconds from now by the tenant's clock; anything else goes out as it stands, garbage included.
    private Dictionary<string, string> Headers(Fault fault) => fault.Headers.ToDictionary(
        header => header.Key,
        header => header.Value.StartsWith('+') && int.TryParse(header.Value, CultureInfo.InvariantCulture, out var seconds)
            ? (clock.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture)
            : header.Value,
        StringComparer.OrdinalIgnoreCase);

    private JournalRequest Describe(HttpContext context, string? body) => new()
    {
        At = clock.GetUtcNow(),
        Method = context.Request.Method,
        Path = context.Request.DecodedPath(),
        Query = Redaction.OfQuery(context.Request.QueryString.Value),
        Body = body,
    };

    private JournalRequest Touch(JournalRequest entry, string what)
    {
        var touched = entry with { Touched = entry.Touched is null ? what : $"{entry.Touched}, {what}" };
        journal.Update(touched);
        return touched;
    }

    // Null when it is too large, or its sender went away in the middle of it.
    private static async Task<string?> ReadBodyAsync(HttpRequest request)
    {
        request.EnableBuffering(LargestBody, LargestBody);
        using var reader = new StreamReader(request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            var body = await reader.ReadToEndAsync();
            request.Body.Position = 0;
            return body;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record CallUnderWay(HttpContext Context, string Path, string Body, CallNote Note);

    private sealed class Undisturbed(IHttpRequestLifetimeFeature inner) : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; } = CancellationToken.None;

        public void Abort() => inner.Abort();
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} {Path} failed inside the local tenant.")]
        public static partial void Failed(ILogger log, Exception bug, string method, string path);
    }
}

/// <summary>What an endpoint tells the journal about a call.</summary>
public sealed class CallNote
{
    /// <summary>The client that called.</summary>
    public string? Client { get; set; }

    /// <summary>The scopes in its token.</summary>
    public string? Scope { get; set; }
}
