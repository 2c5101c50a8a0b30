using Auth0Emulator.Hosting;
using Auth0Emulator.Pages;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>The login page, /u/login. Its address carries the whole request of /authorize, which is judged anew at every step.</summary>
public sealed class LoginEndpoint(
    AuthorizeRules rules, AuthorizeReply reply, TenantSessions sessions, Logins logins, AuthorizationCodes codes, TenantState state, LocalTenantOptions options, PageRenderer pages)
{
    /// <summary>Where the page is.</summary>
    public const string Path = "/u/login";

    /// <summary>Where its cancel link leads.</summary>
    public const string CancelPath = "/u/login/cancel";

    /// <summary>Shows the page.</summary>
    public Task ShowAsync(HttpContext context) =>
        JudgedAsync(context, (request, proceed) => PageAsync(context, request, proceed, request.LoginHint, null));

    /// <summary>Takes the form.</summary>
    public async Task SubmitAsync(HttpContext context)
    {
        var form = await context.Request.FormAsync();
        var (email, password) = (form["email"].ToString(), form["password"].ToString());
        await JudgedAsync(context, (request, proceed) => logins.Try(email, password, proceed.Connection, proceed.Client, context.Visitor()) switch
        {
            LoginOutcome.Succeeded success => WelcomeAsync(context, request, proceed, success.User),
            LoginOutcome.Blocked => reply.ErrorAsync(context, request, "unauthorized", "user is blocked"),
            _ => PageAsync(context, request, proceed, email, "Wrong email or password"),
        });
    }

    /// <summary>Leads back to the application without a login.</summary>
    public Task CancelAsync(HttpContext context) =>
        JudgedAsync(context, (request, _) => reply.ErrorAsync(context, request, "access_denied", "User did not authorize the request"));

    private Task JudgedAsync(HttpContext context, Func<AuthorizeRequest, AuthorizeVerdict.Proceed, Task> proceed)
    {
        var request = AuthorizeRequest.From(context.Request);
        context.Note().Client = request.ClientId;
        return rules.Judge(request) switch
        {
            AuthorizeVerdict.Stop stop => pages.NoticeAsync(context, stop.Status, stop.Title, stop.Text),
            AuthorizeVerdict.Refuse refusal => reply.ErrorAsync(context, request, refusal.Error, refusal.Description),
            AuthorizeVerdict.Proceed verdict => proceed(request, verdict),
            _ => throw new InvalidOperationException("A verdict is one of three."),
        };
    }

    private Task WelcomeAsync(HttpContext context, AuthorizeRequest request, AuthorizeVerdict.Proceed proceed, TenantUser user)
    {
        var session = state.Change(tenant => sessions.Open(tenant, context, user));
        return reply.CodeAsync(context, request, codes.Issue(request, proceed.Client, session));
    }

    private Task PageAsync(HttpContext context, AuthorizeRequest request, AuthorizeVerdict.Proceed proceed, string? email, string? problem) =>
        pages.SendAsync<LoginPage>(context, problem is null ? 200 : 400, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(LoginPage.Application)] = proceed.Client.Name,
            [nameof(LoginPage.Tenant)] = state.Read(tenant => tenant.Settings.FriendlyName),
            [nameof(LoginPage.Connection)] = proceed.Connection.Name,
            [nameof(LoginPage.Email)] = email,
            [nameof(LoginPage.Problem)] = problem,
            [nameof(LoginPage.CancelLink)] = request.Carry(CancelPath),
            [nameof(LoginPage.ForgottenLink)] = request.Carry(ForgottenPasswordEndpoint.Path),
            [nameof(LoginPage.People)] = Suggestions(request, proceed.Connection),
        }, PageRenderer.LeadsAway);

    private LoginSuggestion[] Suggestions(AuthorizeRequest request, TenantConnection connection) => state.Read(tenant => options.Seed.People
        .Where(person => tenant.UserByEmail(person.Email.ToLowerInvariant(), connection.Name) is not null)
        .Select(person => new LoginSuggestion(person.Email, person.Roles is [] ? "no role" : string.Join(", ", person.Roles), request.CarryWithHint(Path, person.Email)))
        .ToArray());
}
