using AdminPortal.Auth0;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.SignIn;

public sealed class SecretsInLogsTests
{
    [Fact]
    public async Task A_full_run_logged_at_Trace_shows_no_secret_and_no_token()
    {
        const string Password = "Canary-password-9-of-an-invitee";
        string log;
        string cookie;
        await using (var portal = await PortalHost.StartAsync(new PortalHostOptions { LogLevel = LogLevel.Trace }))
        {
            using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
            cookie = browser.Cookies.GetAllCookies().Single(kept => kept.Name == "AdminPortal").Value;
            await portal.Get<TenantStateReader>().ReadAsync(default);
            var management = portal.Get<ManagementClient>();
            await management.CreateUserAsync(new NewUser { UserId = "canary", Email = "canary@example.com", Password = Password }, default);
            await portal.Get<AuthenticationClient>().ChangePasswordAsync("canary@example.com", default);
            await management.CreatePasswordChangeTicketAsync("auth0|canary", TimeSpan.FromMinutes(1), default);
            var page = await browser.GoToAsync("/invites");
            await browser.SubmitAsync(page, "Sign out");
            using var failing = portal.NewBrowser();
            await failing.GoToAsync("/callback?code=x&state=y");
            log = portal.Log.Text;
        }

        Assert.Contains("Management token renewed", log, StringComparison.Ordinal);
        Assert.Contains("auth0|6741a0000000000000000001 signed in", log, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", log, StringComparison.Ordinal);
        Assert.DoesNotContain(TenantSeed.PortalClientSecret, log, StringComparison.Ordinal);
        Assert.DoesNotContain(TenantSeed.ManagementClientSecret, log, StringComparison.Ordinal);
        Assert.DoesNotContain(TenantSeed.Password, log, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, log, StringComparison.Ordinal);
        Assert.DoesNotContain(cookie, log, StringComparison.Ordinal);
        Assert.DoesNotContain("ticket=", log, StringComparison.Ordinal);
    }
}
