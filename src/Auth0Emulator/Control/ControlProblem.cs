using System.Text.Json;
using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Auth0Emulator.Control;

/// <summary>What the control API says when something is wrong: one sentence.</summary>
internal sealed record ControlProblem(string Error)
{
    public static IResult NotFound(string error) => Results.Json(new ControlProblem(error), statusCode: 404);

    public static IResult Invalid(string error) => Results.Json(new ControlProblem(error), statusCode: 400);
}

/// <summary>Turns what an endpoint refuses into a sentence.</summary>
internal sealed class PlainErrors : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception problem) when (problem is FormatException or ClockOutOfReachException)
        {
            return ControlProblem.Invalid(problem.Message);
        }
        catch (TimeoutException problem)
        {
            return Results.Json(new ControlProblem(problem.Message), statusCode: 504);
        }
    }
}

/// <summary>Keeps other web sites out: a browser may reach the control API from the tenant's own pages only.</summary>
internal sealed class OwnPagesOnly : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var foreignPage = request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}";
        return foreignPage
            ? Results.Json(new ControlProblem("The control API answers programs on this machine and the tenant's own pages only."), statusCode: 403)
            : await next(context);
    }
}

/// <summary>Reads a request's JSON; what is wrong with it becomes a sentence.</summary>
internal static class ControlBody
{
    public static async Task<T> ReadAsync<T>(HttpContext context)
    {
        try
        {
            var format = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, format) ?? throw new FormatException("A JSON object is needed as body.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"The body can't be read: {problem.Message}", problem);
        }
    }
}
