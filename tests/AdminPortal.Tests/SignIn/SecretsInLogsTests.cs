using System.Text;
using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.SignIn;

public sealed class SecretsInLogsTests
{
    private const string Invitee = "canary@example.com";
    private const string ChosenPassword = "Canary-password-9-of-an-invitee";

    [Theory]
    [InlineData("Logging:LogLevel")]
    [InlineData("Logging:AdminPortal.Testing.LogCapture:LogLevel")]
    public async Task A_full_run_logged_at_Trace_leaves_no_secret_in_the_log_and_none_in_the_database(string levels)
    {
        using var folder = new TemporaryFolder();
        var heard = new Eavesdropper();
        IReadOnlyList<LogLine> lines;
        Guid session;
        await using (var portal = await PortalHost.StartAsync(new PortalHostOptions
        {
            RealPort = true,
            Folder = folder.Path,
            LogLevel = LogLevel.Trace,
            Services = heard.ListenIn,
            Settings = new[] { "Default", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.EntityFrameworkCore", "System.Net.Http.HttpClient" }
                .ToDictionary(category => $"{levels}:{category}", _ => (string?)"Trace", StringComparer.Ordinal),
        }))
        {
            using var browser = portal.NewBrowser();
            await SignInAsync(browser, heard);
            session = Assert.Single(await portal.SessionsAsync()).Id;
            await InviteAndResendAsync(portal, heard);
            await browser.SubmitAsync(await browser.GoToAsync("/invites"), "Sign out");
            using var failing = portal.NewBrowser();
            await failing.GoToAsync("/callback?code=a-code-nobody-gave&state=no-state-of-ours");
            heard.Note("code of a failed callback", "a-code-nobody-gave");
            lines = portal.Log.Lines;
        }

        // The run was one, and ASP.NET and EF logged at Trace.
        Assert.Superset(new HashSet<string>(["code", "code_verifier", "client_secret", "password", "access_token", "id_token", "session cookie", "link", "ticket"]), heard.Secrets.Values.ToHashSet());
        Assert.Contains(lines, line => line.Message.EndsWith("auth0|6741a0000000000000000001 signed in", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && line.Level <= LogLevel.Debug);
        Assert.Contains(lines, line => line.Category.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) && line.Level <= LogLevel.Debug);

        heard.Note("the invitee's password", ChosenPassword);
        heard.Note("a person's password", TenantSeed.Password);
        Assert.All(heard.Secrets.Where(secret => secret.Value is "access_token" or "id_token"), token => Assert.StartsWith(SignInKit.TokenStart, token.Key, StringComparison.Ordinal));
        heard.Note("a token", SignInKit.TokenStart);
        var record = string.Concat(Directory.EnumerateFiles(folder.Path).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.Contains(Invitee, record, StringComparison.Ordinal);
        Assert.Empty(heard.Secrets.Where(secret => record.Contains(secret.Key, StringComparison.Ordinal)).Select(secret => secret.Value));
        Assert.Empty(Leaks(lines, heard.Secrets.Append(new(session.ToString(), "session id"))));
        Assert.DoesNotContain(lines, line => line.Level >= LogLevel.Information && line.ToString().Contains(Invitee, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task SignInAsync(TestBrowser browser, Eavesdropper heard)
    {
        var callback = await browser.CallbackAsync();
        var query = QueryHelpers.ParseQuery(callback.Query);
        heard.Note("code", query["code"].ToString());
        heard.Note("state", query["state"].ToString());
        await browser.GoToAsync(callback.AbsoluteUri);
        foreach (var cookie in browser.Cookies.GetAllCookies().Where(cookie => cookie.Name == "AdminPortal"))
        {
            heard.Note("session cookie", cookie.Value);
        }
    }

    private static async Task InviteAndResendAsync(PortalHost portal, Eavesdropper heard)
    {
        await portal.Get<TenantStateReader>().ReadAsync(default);
        await using var admin = portal.SignedInAs(SignInKit.Admin);
        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await admin.Get<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = [Invitee], Lifetime = TimeSpan.FromDays(7) }));
        var invite = Assert.Single(outcome.Invited).Id;
        var first = await LinkAsync(portal, invite, 1);
        Assert.IsType<ResendOutcome.Resending>(await admin.Get<ResendInvite>().HandleAsync(invite));
        var second = await LinkAsync(portal, invite, 2);
        foreach (var link in new[] { first, second })
        {
            heard.Note("link", link);
            heard.Note("ticket", link.Split("ticket=")[1].TrimEnd('#'));
        }

        // The portal makes a ticket of its own to void links, and must throw it away.
        await portal.Get<ManagementClient>().CreatePasswordChangeTicketAsync(portal.Tenant.State.Read(tenant => tenant.UserByEmail(Invitee, TenantSeed.ConnectionName)!.UserId), TimeSpan.FromMinutes(1), default);
    }

    private static async Task<string> LinkAsync(PortalHost portal, Guid invite, int mails)
    {
        var mail = await portal.Tenant.MailToAsync(Invitee, mails);
        await using var admin = portal.SignedInAs(SignInKit.Admin);
        await Eventually.Async(
            async () => Assert.IsType<InviteDetailsOutcome.Found>(await admin.Get<InviteDetails>().HandleAsync(invite)).Facts.Row.Status,
            status => status == InviteStatus.Sent);
        return mail.PasswordLink();
    }

    private static IEnumerable<string> Leaks(IReadOnlyList<LogLine> lines, IEnumerable<KeyValuePair<string, string>> secrets) =>
        from secret in secrets
        from line in lines
        where line.ToString().Contains(secret.Key, StringComparison.OrdinalIgnoreCase)
        select $"{secret.Value}: {line}";
}
