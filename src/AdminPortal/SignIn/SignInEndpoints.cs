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

    /// <summary>Where a page tells that somebody has done something in it.</summary>
    public const string ActivePath = "/signin/active";

    /// <summary>Where Auth0 sends people after it has signed them out.</summary>
    public const string SignedOutPath = "/signed-out";

    public static void MapSignInEndpoints(this WebApplication app)
    {
        app.MapGet(SignInPath, SignIn).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(SignOutPath, SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(ActivePath, ActiveAsync).AllowAnonymous().ExcludeFromDescription();
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

    // No form token is asked for: it changes nothing but how long the caller's own session lasts, and only pages of this portal may.
    private static async Task<IResult> ActiveAsync(HttpContext context, OwnOrigin origin, SessionKeeper sessions)
    {
        if (!origin.Sent(context.Request))
        {
            Navigation.Refuse(context, StatusCodes.Status403Forbidden);
            return Results.Empty;
        }

        // A session that is over stays over; the page hears of that by itself.
        if (PersonClaims.ReadSession(context.User) is { } session)
        {
            await sessions.SeeAsync(session, SignInPlace.AddressOf(context), context.RequestAborted);
        }

        return Results.NoContent();
    }

    // Auth0 is always left too: on a shared machine its session opens the portal again with one click, long after ours has lapsed.
    private static async Task<IResult> SignOutAsync(
        HttpContext context, IAntiforgery antiforgery, OwnOrigin origin, IOptionsMonitor<Auth0SignInOptions> options, PublicAddress address)
    {
        // The form's token is bound to the person. Once the session is over there is nobody to hold it against;
        // the Origin still tells our page from another site's, which must not sign anybody out at Auth0 either.
        var isOurs = context.User.Identity?.IsAuthenticated == true ? await antiforgery.IsRequestValidAsync(context) : origin.Sent(context.Request);
        if (!isOurs)
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
