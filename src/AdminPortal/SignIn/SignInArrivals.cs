using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Authentication;

namespace AdminPortal.SignIn;

/// <summary>What happens when Auth0 has vouched for somebody, before their session begins.</summary>
internal static partial class SignInArrivals
{
    private static readonly TimeSpan RolePatience = TimeSpan.FromSeconds(5);

    public static async Task WelcomeAsync(TicketReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;

        await ReadRoleAsync(services, context.HttpContext.RequestAborted);
        context.ReturnUri = WayOn(services, context);
        if (PersonClaims.Read(context.Principal) is { } who)
        {
            var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignInArrivals).FullName!);
            Log.SignedIn(logger, who.Subject);
        }
    }

    // Until everything has once been in order, whoever can see what is wrong begins there; only from the front page, and only as they arrive.
    private static string WayOn(IServiceProvider services, TicketReceivedContext context)
    {
        var wanted = LocalPath.Or(context.ReturnUri);
        return wanted == "/"
            && services.GetRequiredService<TenantState>().Setup is { IsFirstRun: true, Problems.Count: > 0 }
            && PersonClaims.Read(context.Principal) is { } who
            && services.GetRequiredService<RightsOf>().Person(who).May(Right.SeeTenantProblems)
                ? "/setup"
                : wanted;
    }

    // A role given a moment ago counts at once; when Auth0 takes its time, the last answer does, and the watch asks again by itself.
    private static async Task ReadRoleAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var role = services.GetRequiredService<AdminRoleReader>();
        try
        {
            await Deadline.RunAsync(services.GetRequiredService<TimeProvider>(), RolePatience, async token =>
            {
                await role.ReadAsync(token);
                return true;
            }, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Said above.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Subject} signed in")]
        public static partial void SignedIn(ILogger logger, string subject);
    }
}
