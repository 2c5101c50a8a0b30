using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.WebUtilities;

namespace Auth0Emulator.Pages.Acme;

/// <summary>The sample application at /emulator/acme.</summary>
public sealed class AcmeEndpoints(AcmeSignIn signIn, AcmeVisitors visitors, TenantAddress address, PageRenderer pages)
{
    private const string Here = "/emulator/acme";
    private const string SessionCookie = "acme";
    private const string TripCookie = "acme_trip";

    /// <summary>Maps the application.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Here, ShowAsync);
        routes.MapGet(Here + "/login", LoginAsync);
        routes.MapGet(Here + "/callback", CallbackAsync);
        routes.MapForm(Here + "/logout", LogoutAsync);
    }

    /// <summary>A tenant that names itself sends people here to sign in; anybody else just looks.</summary>
    private Task ShowAsync(HttpContext context)
    {
        var visitor = visitors.Find(context.Request.Cookies[SessionCookie]);
        return visitor is null && context.Request.Query["iss"] == address.Issuer ? LoginAsync(context) : PageAsync(context, visitor, null);
    }

    private Task LoginAsync(HttpContext context)
    {
        var trip = AcmeTrip.Begin();
        context.Response.Cookies.Append(TripCookie, $"{trip.State}.{trip.Nonce}.{trip.Verifier}", Cookie());
        context.Response.Redirect(signIn.Start(trip));
        return Task.CompletedTask;
    }

    private async Task CallbackAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var trip = context.Request.Cookies[TripCookie]?.Split('.') is [var state, var nonce, var verifier] ? new AcmeTrip(state, nonce, verifier) : null;
        context.Response.Cookies.Delete(TripCookie, Cookie());
        if (trip is null || query["state"] != trip.State)
        {
            await PageAsync(context, null, "This sign-in was not started here. Start again.");
            return;
        }

        if (query["error"].ToString() is { Length: > 0 } error)
        {
            await PageAsync(context, null, $"The tenant said no: {error}, {query["error_description"]}.");
            return;
        }

        var (visitor, problem) = await signIn.FinishAsync(query["code"].ToString(), trip);
        if (visitor is null)
        {
            await PageAsync(context, null, problem);
            return;
        }

        var session = RandomText.Of(48);
        visitors.Enter(session, visitor);
        context.Response.Cookies.Append(SessionCookie, session, Cookie());
        context.Response.Redirect(Here);
    }

    private Task LogoutAsync(HttpContext context)
    {
        visitors.Leave(context.Request.Cookies[SessionCookie]);
        context.Response.Cookies.Delete(SessionCookie, Cookie());
        context.Response.SeeOther(QueryHelpers.AddQueryString("/v2/logout", new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = TenantSeed.AcmeClientId,
            ["returnTo"] = address.Root + Here,
        }));
        return Task.CompletedTask;
    }

    private Task PageAsync(HttpContext context, AcmeVisitor? visitor, string? problem) => pages.SendAsync<AcmePage>(context, problem is null ? 200 : 400, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(AcmePage.Visitor)] = visitor,
        [nameof(AcmePage.Problem)] = problem,
    }, PageRenderer.LeadsAway);

    private static CookieOptions Cookie() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = Here };
}
