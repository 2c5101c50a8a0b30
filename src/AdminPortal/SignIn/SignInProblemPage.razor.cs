using System.Globalization;
using AdminPortal.Auth0;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Why somebody is not signed in, and the next step.</summary>
public sealed partial class SignInProblemPage
{
    /// <summary>Which problem, as in the address.</summary>
    [Parameter]
    public string Kind { get; set; } = "";

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery(Name = "ref")]
    private string? Reference { get; set; }

    [SupplyParameterFromQuery]
    private string? Why { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required TenantState Tenant { get; init; }

    [Inject]
    public required IOptions<Auth0Options> Auth0 { get; init; }

    [Inject]
    public required IOptions<SignInOptions> Limits { get; init; }

    [Inject]
    public required PublicAddress Address { get; init; }

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    private SignInProblem? Problem { get; set; }

    private SignInProblemWords Words { get; set; } = SignInProblemWords.Unknown;

    private string SignIn => QueryHelpers.AddQueryString(SignInEndpoints.SignInPath, SignInQuery());

    // Auth0 still remembers the account that was turned away; only leaving there lets somebody choose another.
    private string? LeaveAuth0 => Problem is SignInProblem.Denied or SignInProblem.Blocked && Context is not null
        ? QueryHelpers.AddQueryString(new Uri(Auth0.Value.Authority, "/v2/logout").AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = Auth0.Value.ClientId,
            ["returnTo"] = Address.Of(Context.Request, SignInEndpoints.SignedOutPath),
        })
        : null;

    private IReadOnlyList<(string Name, string Value)> Lines =>
    [
        ("problem", Kind),
        ("tenant", Auth0.Value.Authority.Authority),
        .. IsReference(Reference) ? [("trace", Reference!)] : Array.Empty<(string, string)>(),
        ("time", Clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
    ];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Problem = Enum.GetValues<SignInProblem>().Cast<SignInProblem?>().FirstOrDefault(problem => SignInFailures.NameOf(problem!.Value) == Kind);
        if (Problem is not { } known)
        {
            Kind = "unknown";
            return;
        }

        Words = SignInProblemWords.For(known, Auth0.Value.Authority.Authority, Silence(), Limits.Value, End());
        if (Context is not null && known == SignInProblem.TenantUnreachable)
        {
            Context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    // Whoever ended it is told by the browser's own cookie, never by the address: a link could say anything. After signing out there is no cookie.
    private SessionEnd? End() => SessionCookieHandler.EndOf(Context) ?? (Why == SessionOver.SignedOut ? new SessionEnd(SessionEndReason.SignedOut) : null);

    private TimeSpan? Silence() => Tenant.SilentSince is { } since ? Clock.GetUtcNow() - since : null;

    private Dictionary<string, string?> SignInQuery()
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (LocalPath.Is(ReturnUrl) && ReturnUrl != "/")
        {
            query["returnUrl"] = ReturnUrl;
        }

        // An idle limit that Auth0's own session undoes with one click is none: ask for the password.
        if (Problem == SignInProblem.SessionOver)
        {
            query["prompt"] = "login";
        }

        return query;
    }

    private static bool IsReference(string? reference) => reference is { Length: 32 } && reference.All(char.IsAsciiHexDigitLower);
}
