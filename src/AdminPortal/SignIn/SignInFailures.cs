using System.Diagnostics;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.SignIn;

/// <summary>Leads somebody whose sign-in failed to the page that says why and what to do.</summary>
internal static partial class SignInFailures
{
    /// <summary>Where the pages for problems stand.</summary>
    public const string Path = "/signin/problem/";

    public static string PageFor(SignInProblem problem, string? comeBackTo = null, string? reference = null)
    {
        var page = Path + NameOf(problem);
        var query = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (LocalPath.Is(comeBackTo) && comeBackTo != "/")
        {
            query["returnUrl"] = comeBackTo;
        }

        if (reference is not null)
        {
            query["ref"] = reference;
        }

        return QueryHelpers.AddQueryString(page, query);
    }

    /// <summary>The problem's name in an address.</summary>
    public static string NameOf(SignInProblem problem) => problem switch
    {
        SignInProblem.Denied => "denied",
        SignInProblem.Blocked => "blocked",
        SignInProblem.Cancelled => "cancelled",
        SignInProblem.Lost => "lost",
        SignInProblem.ClocksDiffer => "clocks",
        SignInProblem.TenantUnreachable => "unreachable",
        SignInProblem.NotTrusted => "not-trusted",
        SignInProblem.Misconfigured => "misconfigured",
        SignInProblem.SessionOver => "over",
    };

    public static async Task ShowAsync(RemoteFailureContext context)
    {
        var problem = ProblemOf(context);
        var reference = Activity.Current?.TraceId.ToString();
        var logger = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignInFailures).FullName!);
        Log.NotSignedIn(logger, problem, context.Failure?.Message ?? "", context.Failure?.InnerException?.Message ?? "");
        await context.HttpContext.RequestServices.GetRequiredService<SignInRefusals>().NoteAsync(problem, SignInPlace.Of(context.HttpContext));
        context.Response.Redirect(PageFor(problem, context.Properties?.RedirectUri, reference));
        context.HandleResponse();
    }

    private static SignInProblem ProblemOf(RemoteFailureContext context)
    {
        if (context.Failure is SignInFailedException failed)
        {
            return failed.Problem;
        }

        // Without properties the state was missing, forged or unreadable; nothing else in the query is believed then.
        var query = context.Request.Query;
        if (context.Properties is null || query["error"].ToString() is not { Length: > 0 } error)
        {
            return SignInProblem.Lost;
        }

        var description = query["error_description"].ToString();
        return description.Contains("blocked", StringComparison.OrdinalIgnoreCase) ? SignInProblem.Blocked
            : error == "access_denied" && (description.Length == 0 || description.Contains("did not authorize", StringComparison.OrdinalIgnoreCase)) ? SignInProblem.Cancelled
            : error is "access_denied" or "unauthorized" or "login_required" or "consent_required" or "interaction_required" ? SignInProblem.Denied
            : error is "temporarily_unavailable" or "server_error" ? SignInProblem.TenantUnreachable
            : SignInProblem.Misconfigured;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Sign-in failed ({Problem}): {Message} {Cause}")]
        public static partial void NotSignedIn(ILogger logger, SignInProblem problem, string message, string cause);
    }
}
