using Auth0Emulator.Hosting;
using Auth0Emulator.Pages;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>GET /authorize: a code for whoever is signed in to the tenant, the login page for anybody else.</summary>
public sealed class AuthorizeEndpoint(
    AuthorizeRules rules, AuthorizeReply reply, TenantSessions sessions, Logins logins, AuthorizationCodes codes, TenantState state, TenantClock clock, TenantLog log, PageRenderer pages)
{
    /// <summary>Answers a request.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var request = AuthorizeRequest.From(context.Request);
        context.Note().Client = request.ClientId;
        return rules.Judge(request) switch
        {
            AuthorizeVerdict.Stop stop => pages.NoticeAsync(context, stop.Status, stop.Title, stop.Text),
            AuthorizeVerdict.Refuse refusal => RefuseAsync(context, request, refusal),
            AuthorizeVerdict.Proceed proceed => ProceedAsync(context, request, proceed),
            _ => throw new InvalidOperationException("A verdict is one of three."),
        };
    }

    private Task RefuseAsync(HttpContext context, AuthorizeRequest request, AuthorizeVerdict.Refuse refusal)
    {
        var visitor = context.Visitor();
        log.Write(new LogEntry { Type = "f", Description = refusal.Description, ClientId = request.ClientId, Connection = request.Connection, Ip = visitor.Ip, UserAgent = visitor.UserAgent });
        return reply.ErrorAsync(context, request, refusal.Error, refusal.Description);
    }

    private Task ProceedAsync(HttpContext context, AuthorizeRequest request, AuthorizeVerdict.Proceed proceed)
    {
        if (Usable(context, request, proceed) is { } session)
        {
            return logins.Continue(session, proceed.Client, context.Visitor()) switch
            {
                LoginOutcome.Succeeded => reply.CodeAsync(context, request, codes.Issue(request, proceed.Client, session)),
                LoginOutcome.Blocked => reply.ErrorAsync(context, request, "unauthorized", "user is blocked"),
                _ => LoginAsync(context, request),
            };
        }

        return request.Prompts("none")
            ? reply.ErrorAsync(context, request, "login_required", "Login required")
            : LoginAsync(context, request);
    }

    private TenantSession? Usable(HttpContext context, AuthorizeRequest request, AuthorizeVerdict.Proceed proceed)
    {
        if (request.Prompts("login") || request.Prompts("select_account") || sessions.Find(context) is not { } session)
        {
            return null;
        }

        // max_age=0 asks anew always, even in the very second of the login.
        var tooOld = request.MaxAge is { } seconds && (seconds == 0 || clock.GetUtcNow() - session.AuthenticatedAt > TimeSpan.FromSeconds(seconds));
        var elsewhere = state.Read(tenant => tenant.User(session.UserId)?.Connection) != proceed.Connection.Name;
        return tooOld || elsewhere ? null : session;
    }

    private static Task LoginAsync(HttpContext context, AuthorizeRequest request)
    {
        context.Response.Redirect(request.Carry(LoginEndpoint.Path));
        return Task.CompletedTask;
    }
}
