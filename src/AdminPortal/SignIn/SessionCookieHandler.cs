using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Signs in by a cookie that holds a session's id and nothing else; who that is stands in the session's row.</summary>
public sealed class SessionCookieHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SessionKeeper sessions,
    RightsOf rights,
    Refusals refusals,
    IDataProtectionProvider protection,
    IHostEnvironment environment) : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Session";

    private readonly IDataProtector _protector = protection.CreateProtector("AdminPortal.SignIn.Session.v1");

    private string CookieName => environment.IsProduction() ? "__Host-AdminPortal" : "AdminPortal";

    /// <summary>Whether this request came with a session that has reached its limit or was ended.</summary>
    public static bool CameWithEndedSession(HttpContext context) => context.Items.ContainsKey(typeof(SessionCookieHandler));

    /// <summary>How the session ended that this request came with; null when it came with none, or with one that stands.</summary>
    public static SessionEnd? EndOf(HttpContext? context) => context?.Items[typeof(SessionCookieHandler)] as SessionEnd;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ReadCookie() is not { } id)
        {
            return AuthenticateResult.NoResult();
        }

        if (await sessions.FindLiveAsync(id, Context.RequestAborted) is not { } session)
        {
            Context.Items[typeof(SessionCookieHandler)] = await sessions.EndOfAsync(id, Context.RequestAborted);
            return AuthenticateResult.NoResult();
        }

        // A live connection that reconnects, or a file of a page, is no sign of a person.
        if (Navigation.IsPage(Request))
        {
            await sessions.SeeSoonAsync(id, SignInPlace.AddressOf(Context), Context.RequestAborted);
        }

        var who = new SignedInIdentity(session.Subject, session.Name, session.Email, session.EmailVerified, session.Sid);
        return AuthenticateResult.Success(new AuthenticationTicket(PersonClaims.Principal(who, Scheme.Name, session.Id), Scheme.Name));
    }

    /// <inheritdoc/>
    protected override async Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        var who = PersonClaims.Read(user) ?? throw new InvalidOperationException("Nobody to sign in.");

        // Whoever sat here before is signed out; an id is never handed on to another sign-in.
        if (ReadCookie() is { } earlier)
        {
            await sessions.ReplaceAsync(earlier, Context.RequestAborted);
        }

        var id = await sessions.StartAsync(who, SignInPlace.Of(Context), Context.RequestAborted);
        Response.Cookies.Append(CookieName, WebEncoders.Base64UrlEncode(_protector.Protect(id.ToByteArray())), Cookie());
        Response.Headers.CacheControl = "no-store";
    }

    /// <inheritdoc/>
    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        if (ReadCookie() is { } id)
        {
            await sessions.EndAsync(id, Context.RequestAborted);
        }

        Response.Cookies.Delete(CookieName, Cookie());
        Response.Headers.CacheControl = "no-store";
    }

    /// <inheritdoc/>
    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var person = PersonClaims.Read(Context.User) is { } who ? rights.Person(who) : null;
        if (person is not null)
        {
            await NoteAsync(person);
        }

        if (!Navigation.IsPage(Request))
        {
            Navigation.Refuse(Context, StatusCodes.Status403Forbidden);
            return;
        }

        // Somebody who may do nothing here learns whom to ask; somebody who may do other things, that this isn't among them.
        Navigation.LeadTo(Context, person?.HasAccess == true ? "/signin/not-yours" : "/signin/no-access");
    }

    // A live page whose person lost their rights connects again by itself: nobody has done anything. Nor is the query written down: people type into it.
    private async Task NoteAsync(Person person)
    {
        if (Context.RequestServices.GetRequiredService<CurrentPerson>().HasBeenRefused || Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var policies = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? [];
        var missing = policies.Select(each => Enum.TryParse<Right>(each.Policy, out var right) ? right : (Right?)null).FirstOrDefault(right => right is { } it && !person.May(it));
        await refusals.NoteAsync(person with { From = SignInPlace.Of(Context).From }, missing, Request.Path.ToUriComponent());
    }

    private Guid? ReadCookie()
    {
        if (Request.Cookies[CookieName] is not { Length: > 0 and < 4096 } cookie)
        {
            return null;
        }

        try
        {
            var bytes = _protector.Unprotect(WebEncoders.Base64UrlDecode(cookie));
            return bytes.Length == 16 ? new Guid(bytes) : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException)
        {
            // Forged, or protected by a key that is gone: sign in again.
            return null;
        }
    }

    private CookieOptions Cookie() => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = environment.IsProduction() || Request.IsHttps,
    };
}
