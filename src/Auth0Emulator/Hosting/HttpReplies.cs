using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auth0Emulator.Api;

namespace Auth0Emulator.Hosting;

/// <summary>Turns operations' answers into HTTP, and requests into what operations want to know.</summary>
public static class HttpReplies
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes status, headers and JSON, or words.</summary>
    public static async Task WriteAsync(this HttpResponse response, ApiReply reply)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        if ((reply.Text ?? reply.Body?.ToJsonString(Format)) is { } text)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>The path as routes are matched with it: every escape undone but that of the slash.</summary>
    public static string RoutePath(this HttpRequest request) => request.Path.Value ?? "/";

    /// <summary>The path with every escape undone.</summary>
    public static string DecodedPath(this HttpRequest request) => WithSlashes(request.RoutePath());

    /// <summary>The server has undone every escape but that of the slash.</summary>
    public static string WithSlashes(string decoded) => decoded.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Who is calling.</summary>
    public static Visitor Visitor(this HttpContext context) =>
        new(context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1", context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null);

    /// <summary>What the endpoint may tell the journal; outside the pipeline the note goes nowhere.</summary>
    public static CallNote Note(this HttpContext context) => context.Features.Get<CallNote>() ?? new CallNote();
}
