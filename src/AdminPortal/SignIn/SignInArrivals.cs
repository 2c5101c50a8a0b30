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

        if (!IsKnownHere(services, context))
        {
            await ReadRolesAsync(services, context.HttpContext.RequestAborted);
        }

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

    // A morning on which everybody signs in costs Auth0 nothing: who holds a role, and since when at the latest that is known, stands here already.
    private static bool IsKnownHere(IServiceProvider services, TicketReceivedContext context)
    {
        var (members, now) = (services.GetRequiredService<PortalRoleMembers>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        return PersonClaims.Read(context.Principal) is { } who
            && RightsMatrix.Roles.Any(role => members.Holds(role, who.Subject))
            && RightsMatrix.Roles.All(role => now - members.ReadAt(role) < WatchPace.Promised);
    }

    // A role given a moment ago counts at once; when Auth0 takes its time, the last answer does, and the watch asks again by itself.
    private static async Task ReadRolesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var roles = services.GetRequiredService<PortalRoleReader>();
        try
        {
            await Deadline.RunAsync(services.GetRequiredService<TimeProvider>(), RolePatience, async token =>
            {
                await roles.ReadAsync(token);
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
