using Auth0Emulator.Api;
using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.Http.Features;

namespace Auth0Emulator.Hosting;

/// <summary>Lets a request act and keeps its reply back until what it changed is on disk: nobody is told of a change that a crash could take back.</summary>
public sealed partial class WholeAct(RequestDelegate next, TenantStore store, TenantAddress address, ILogger log)
{
    /// <summary>Acts and saves; a bug, or a disk that takes no more, makes the reply a 500.</summary>
    public async Task<MemoryStream> RunAsync(HttpContext context)
    {
        var wire = context.Response.Body;
        var reply = new MemoryStream();
        context.Response.Body = reply;
        try
        {
            await next(context);
            await store.SaveAsync(address.Root);
        }
        catch (Exception bug) when (!context.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(log, bug, context.Request.Method, context.Request.DecodedPath());
            reply.SetLength(0);
            context.Response.Clear();
            await context.Response.WriteAsync(Auth0Errors.Management(500, "An internal server error occurred"));
        }
        finally
        {
            context.Response.Body = wire;
        }

        return reply;
    }

    /// <summary>The same for a call that is whole or not at all: a caller that hangs up meanwhile doesn't stop it, as it wouldn't at Auth0.</summary>
    public async Task<MemoryStream> RunUndisturbedAsync(HttpContext context)
    {
        var lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        context.Features.Set<IHttpRequestLifetimeFeature>(new Undisturbed(lifetime));
        try
        {
            return await RunAsync(context);
        }
        finally
        {
            context.Features.Set(lifetime);
        }
    }

    /// <summary>Lets a reply go.</summary>
    public static async Task SendAsync(HttpContext context, MemoryStream reply)
    {
        if (reply.Length == 0 || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        context.Response.ContentLength = reply.Length;
        reply.Position = 0;
        await reply.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

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
