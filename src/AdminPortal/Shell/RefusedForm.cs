using Microsoft.AspNetCore.Diagnostics;

namespace AdminPortal.Shell;

/// <summary>Answers a refused post in one sentence: the page for refused visits can't be shown in its place, because it would itself be refused as a post.</summary>
public sealed class RefusedForm(RequestDelegate next)
{
    private const string Sentence = "The portal did not take this form: it was too old, or it did not come from here. Go back, reload the page and try again.";

    /// <summary>Stands right behind the status code pages and leaves visits to them.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        await next(context);
        var response = context.Response;
        if (response.StatusCode is StatusCodes.Status400BadRequest && !response.HasStarted && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType))
        {
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(Sentence, context.RequestAborted);
        }
    }
}
