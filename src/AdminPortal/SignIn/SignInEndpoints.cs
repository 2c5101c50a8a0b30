using AdminPortal.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>The way in and the way out.</summary>
internal static class SignInEndpoints
{
    /// <summary>The way in.</summary>
    public const string SignInPath = "/signin";

    /// <summary>The way out.</summary>
    public const string SignOutPath = "/signout";

    /// <summary>Where Auth0 sends people after it has signed them out.</summary>
    public const string SignedOutPath = "/signed-out";

    public static void MapSignInEndpoints(this WebApplication app)
    {
        app.MapGet(SignInPath, SignIn).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(SignOutPath, SignOutAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult SignIn(string? returnUrl, string? prompt)
    {
        var properties = new AuthenticationProperties { RedirectUri = LocalPath.Or(returnUrl) };
        if (prompt == "login")
        {
            properties.SetParameter(Auth0Handler.PromptLogin, prompt);
        }

        return Results.Challenge(properties, [Auth0SignInOptions.SchemeName]);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, IOptionsMonitor<Auth0SignInOptions> options, PublicAddress address)
    {
        // Without a session there is nobody a foreign page could sign out, and no token to hold the form against.
        if (context.User.Identity?.IsAuthenticated != true)
        {
            return Results.LocalRedirect(SignedOutPath);
        }

        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        await context.SignOutAsync(SessionCookieHandler.SchemeName);
        var auth0 = options.Get(Auth0SignInOptions.SchemeName);
        return Results.Redirect(QueryHelpers.AddQueryString(new Uri(auth0.Authority, "/v2/logout").AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = auth0.ClientId,
            ["returnTo"] = address.Of(context.Request, SignedOutPath),
        }));
    }
}
