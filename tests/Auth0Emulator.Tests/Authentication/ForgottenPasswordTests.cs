using System.Net;

namespace Auth0Emulator.Tests.Authentication;

/// <summary>"Forgot password?" on the login page.</summary>
public sealed class ForgottenPasswordTests : BrowserTests
{
    [Fact]
    public async Task A_person_gets_a_link_and_comes_back_to_the_sign_in_it_started_from()
    {
        var forgot = TestBrowser.Link(await Browser.ReadAsync(new Trip().Login), "Forgot password?");
        Assert.Contains("<label>Email address<input", await Browser.ReadAsync(forgot), StringComparison.Ordinal);

        var page = await TestBrowser.TextAsync(await Browser.PostAsync(forgot, ("email", "Lead@example.com")));

        Assert.Contains("Check your email", page, StringComparison.Ordinal);
        Assert.Equal("lead@example.com", Assert.Single(Tenant.Mail.All).To);
        Assert.Equal("AdminPortal", LastLog("scpr").ClientName);
        var signIn = TestBrowser.Link(page, "Back to sign in");
        var back = await Browser.PostAsync(signIn, ("email", "lead@example.com"), ("password", TenantSeed.Password));
        Assert.Equal("state-1", TestBrowser.Field(back, "state"));
    }

    [Fact]
    public async Task A_stranger_reads_the_same_words_and_gets_no_mail()
    {
        var forgot = TestBrowser.Link(await Browser.ReadAsync(new Trip().Login), "Forgot password?");

        Assert.Contains("Check your email", await TestBrowser.TextAsync(await Browser.PostAsync(forgot, ("email", "nobody@example.com"))), StringComparison.Ordinal);

        Assert.Empty(Tenant.Mail.All);
        Assert.Single(Logs("fcpr"));
    }

    [Fact]
    public async Task The_limit_is_the_one_of_change_password()
    {
        var forgot = TestBrowser.Link(await Browser.ReadAsync(new Trip().Login), "Forgot password?");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Browser.PostAsync(forgot, ("email", "lead@example.com"))).StatusCode);
        }

        Assert.Contains("Wait a minute", await TestBrowser.TextAsync(await Browser.PostAsync(forgot, ("email", "lead@example.com"))), StringComparison.Ordinal);
        Assert.Equal(10, Tenant.Mail.All.Count);
    }
}
