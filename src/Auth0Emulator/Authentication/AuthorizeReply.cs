using System.Security.Cryptography;
using System.Text;
using Auth0Emulator.Pages;
using Microsoft.AspNetCore.WebUtilities;

namespace Auth0Emulator.Authentication;

/// <summary>Takes an answer of /authorize to the application's callback, in the mode it asked for.</summary>
public sealed class AuthorizeReply(PageRenderer pages)
{
    private static readonly string FormPostPolicy =
        $"default-src 'none'; style-src 'self'; img-src data:; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(FormPostPage.Script)))}'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Hands over a code.</summary>
    public Task CodeAsync(HttpContext context, AuthorizeRequest request, string code) =>
        SendAsync(context, request, new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = code });

    /// <summary>Hands over an error.</summary>
    public Task ErrorAsync(HttpContext context, AuthorizeRequest request, string error, string description) =>
        SendAsync(context, request, new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = error, ["error_description"] = description });

    private Task SendAsync(HttpContext context, AuthorizeRequest request, Dictionary<string, string> fields)
    {
        if (request.State is { } state)
        {
            fields["state"] = state;
        }

        if (request.ResponseMode != "form_post")
        {
            context.Response.Redirect(QueryHelpers.AddQueryString(request.RedirectUri!, fields!));
            return Task.CompletedTask;
        }

        return pages.SendAsync<FormPostPage>(
            context,
            200,
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(FormPostPage.Address)] = request.RedirectUri, [nameof(FormPostPage.Fields)] = fields },
            FormPostPolicy);
    }
}
