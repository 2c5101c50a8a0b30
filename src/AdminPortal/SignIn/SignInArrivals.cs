using AdminPortal.Shell;
using Microsoft.AspNetCore.Authentication;

namespace AdminPortal.SignIn;

/// <summary>What happens when Auth0 has vouched for somebody, before their session begins.</summary>
internal static partial class SignInArrivals
{
    public static async Task WelcomeAsync(TicketReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;

        // A role given a moment ago counts at once; when Auth0 doesn't answer, the last answer does.
        await services.GetRequiredService<AdminRoleReader>().ReadAsync(context.HttpContext.RequestAborted);
        context.ReturnUri = LocalPath.Or(context.ReturnUri);
        if (PersonClaims.Read(context.Principal) is { } who)
        {
            var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignInArrivals).FullName!);
            Log.SignedIn(logger, who.Subject);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Subject} signed in")]
        public static partial void SignedIn(ILogger logger, string subject);
    }
}
