using System.Globalization;
using System.Net;
using System.Text;
using Auth0Emulator.Api;
using Auth0Emulator.Control;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Hosting;

/// <summary>The way of every request to the tenant: journal, fault, gate before it acts, act, state on disk, gate before the reply, journal. What is under /emulator passes beside faults, gates and journal, not beside the disk.</summary>
public sealed class RequestPipeline(
    RequestDelegate next, TenantOpening opening, TenantStore store, TenantAddress address, TenantClock clock,
    FaultPlan faults, FaultReplies failures, GatePlan gates, Journal journal, ILogger<RequestPipeline> log)
{
    private const int LargestBody = 1024 * 1024;
    private readonly WholeAct _act = new(next, store, address, log);

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
            await WholeAct.SendAsync(context, await _act.RunAsync(context));
            return;
        }

        if (await ReadBodyAsync(context.Request) is not { } body)
        {
            journal.Arrived(Describe(context, $"(more than {LargestBody} bytes, or torn off)") with { Status = StatusCodes.Status413PayloadTooLarge });
            await context.Response.WriteAsync(Auth0Errors.Management(413, $"Payload content length greater than maximum allowed: {LargestBody}"));
            return;
        }

        var path = context.Request.RoutePath();
        var note = new CallNote();
        context.Features.Set(note);
        var entry = journal.Arrived(Describe(context, Redaction.OfBody(context.Request.ContentType, body)));

        var fault = faults.Take(context.Request.Method, path, body);
        if (fault is not null)
        {
            entry = Touch(entry, $"{fault.Id} {fault.Kind}");
            if (fault.Kind is not FaultKind.CommitThenDrop)
            {
                await FailAsync(context, fault, entry);
                return;
            }
        }

        if (gates.For(GatePlace.Call, context.Request.Method, path, body) is { } before)
        {
            entry = Touch(entry, $"{before.Id} {before.Place}");
            if (!await before.HoldAsync())
            {
                context.Abort();
                return;
            }
        }

        var reply = await _act.RunUndisturbedAsync(context);
        entry = entry with { Acted = true, Client = note.Client, Scope = note.Scope };
        journal.Update(entry);

        if (gates.For(GatePlace.Reply, context.Request.Method, path, body) is { } after)
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
        await WholeAct.SendAsync(context, reply);
    }

    // A site whose name suddenly leads to this machine would read the inbox with its visitors' browsers.
    private static bool IsThisMachine(HostString host) =>
        string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Host, out var ip) && IPAddress.IsLoopback(ip));

    private async Task FailAsync(HttpContext context, Fault fault, JournalRequest entry)
    {
        if (failures.Of(fault) is not { } reply)
        {
            await failures.CutAsync(context, fault);
            return;
        }

        journal.Update(entry with { Status = reply.Status });
        await context.Response.WriteAsync(reply);
    }

    private JournalRequest Describe(HttpContext context, string? body) => new()
    {
        At = clock.GetUtcNow(),
        Method = context.Request.Method,
        Path = context.Request.DecodedPath(),
        RoutePath = context.Request.RoutePath(),
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
}
