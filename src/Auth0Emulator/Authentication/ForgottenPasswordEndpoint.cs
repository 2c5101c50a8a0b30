using Auth0Emulator.Hosting;
using Auth0Emulator.Limits;
using Auth0Emulator.Pages;

namespace Auth0Emulator.Authentication;

/// <summary>/u/reset-password: "Forgot password?" on the login page; the same mail as change_password, under the same limit.</summary>
public sealed class ForgottenPasswordEndpoint(AuthorizeRules rules, ResetMails mails, TenantLimits limits, PageRenderer pages)
{
    /// <summary>Where the page is.</summary>
    public const string Path = "/u/reset-password";

    /// <summary>Shows the form.</summary>
    public Task ShowAsync(HttpContext context) => JudgedAsync(context, (request, _) => FormAsync(context, request, request.LoginHint, null));

    /// <summary>Mails the link, and says the same whether or not anybody has that address.</summary>
    public async Task SubmitAsync(HttpContext context)
    {
        var form = await context.Request.FormAsync();
        var email = form["email"].ToString().Trim().ToLowerInvariant();
        await JudgedAsync(context, (request, proceed) =>
        {
            if (email.IndexOf('@', StringComparison.Ordinal) < 1)
            {
                return FormAsync(context, request, email, "Enter an email address.");
            }

            var visitor = context.Visitor();
            if (limits.TakeResetMail(email, visitor) is { Allowed: false })
            {
                return FormAsync(context, request, email, "Too many mails were asked for with this address. Wait a minute and try again.");
            }

            mails.Send(new ResetMailOrder(email, proceed.Connection, proceed.Client), visitor);
            return pages.NoticeAsync(context, 200, "Check your email", $"If {email} has an account here, a link to choose a new password is on its way.", bad: false, "Back to sign in", request.CarryWithHint(LoginEndpoint.Path, email));
        });
    }

    private Task JudgedAsync(HttpContext context, Func<AuthorizeRequest, AuthorizeVerdict.Proceed, Task> proceed)
    {
        var request = AuthorizeRequest.From(context.Request);
        context.Note().Client = request.ClientId;
        return rules.Judge(request) is AuthorizeVerdict.Proceed verdict
            ? proceed(request, verdict)
            : pages.NoticeAsync(context, 400, "Oops!, something went wrong", "Start again from the application you want to sign in to.");
    }

    private Task FormAsync(HttpContext context, AuthorizeRequest request, string? email, string? problem) =>
        pages.SendAsync<ForgottenPasswordPage>(context, problem is null ? 200 : 400, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ForgottenPasswordPage.Email)] = email,
            [nameof(ForgottenPasswordPage.Problem)] = problem,
            [nameof(ForgottenPasswordPage.BackLink)] = request.Carry(LoginEndpoint.Path),
        });
}
