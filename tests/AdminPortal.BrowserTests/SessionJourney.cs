using AdminPortal.SignIn;
using AdminPortal.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class SessionJourney(Chromium chromium)
{
    [Fact]
    public async Task Signing_out_in_one_tab_ends_the_other_by_itself_and_frees_its_page_on_the_server()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.OpenAsync("/invites");
        await admin.UntilLiveAsync();
        var second = await admin.AnotherTabAsync("/sessions");
        await Expect(Row(second, "Ada Admin")).ToContainTextAsync("2 pages open");

        await second.GetByText("Account and theme").ClickAsync(new() { Force = true });
        admin.ExpectTheLiveConnectionToEnd();
        await second.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Your session is over" })).ToBeVisibleAsync();
        await Expect(admin.Page.GetByText("You signed out in another tab of this browser.")).ToBeVisibleAsync();
        await NoPageIsOpenAsync(journey);
    }

    [Fact]
    public async Task An_admin_sees_who_is_signed_in_and_signs_somebody_out_whose_open_page_says_by_whom()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Sessions" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Signed in" })).ToBeVisibleAsync();
        await admin.UntilLiveAsync();
        await Expect(admin.Page.GetByText("Nobody but you is signed in.")).ToBeVisibleAsync();

        // Without a reload: the list hears of it.
        var lead = await journey.SignedInAsync("lead@example.com");
        await lead.UntilLiveAsync();
        await Expect(Row(admin.Page, "Lee Lead")).ToContainTextAsync("1 page open");
        await Expect(Row(admin.Page, "Lee Lead")).ToContainTextAsync("Chrome on Linux");
        await admin.PictureAsync("sessions");

        await Row(admin.Page, "Lee Lead").GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        var question = admin.Page.GetByRole(AriaRole.Alertdialog);
        await Expect(question).ToContainTextAsync("Every browser of Lee Lead is signed out at once. Unsaved text is lost. They can sign in again unless blocked in Auth0.");
        await admin.PictureAsync("sessions-asks");
        await question.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();

        await Expect(lead.Page.GetByRole(AriaRole.Heading, new() { Name = "Your session is over" })).ToBeVisibleAsync();
        await Expect(lead.Page.GetByText("Ada Admin signed you out.")).ToBeVisibleAsync();
        await lead.PictureAsync("session-ended-by-admin");
        await Expect(admin.Page.GetByText("Lee Lead is signed out everywhere")).ToBeVisibleAsync();
        await Expect(Row(admin.Page, "Lee Lead")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_that_does_not_leave_says_that_its_session_is_over_and_its_connection_is_given_up_by_the_server()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.VisitorAsync();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        admin.Page.WebSocket += (_, socket) => socket.Close += (_, _) => closed.TrySetResult();
        await admin.OpenAsync("/");
        await admin.Login.SignInAsync("admin@example.com");
        await admin.Page.WaitForURLAsync(address => address.StartsWith(journey.Portal.Address.ToString(), StringComparison.Ordinal));
        await admin.UntilLiveAsync();
        var session = (await Eventually.Async(() => Task.FromResult(journey.Portal.Get<OpenPages>().Sessions), open => open.Count == 1)).Single();

        // Wherever the page is led, and when it is reloaded, it gets no answer and stays.
        admin.ExpectTheLiveConnectionToEnd();
        await admin.Page.RouteAsync("**/*", route => route.Request.IsNavigationRequest ? route.FulfillAsync(new() { Status = 204 }) : route.ContinueAsync());
        await admin.Page.RouteAsync("**/_blazor/disconnect", route => route.FulfillAsync(new() { Status = 204 }));
        await journey.Portal.Get<SessionKeeper>().EndAsync(session, default);

        await Expect(admin.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Your session is over." })).ToBeVisibleAsync();
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    private static ILocator Row(IPage page, string name) =>
        page.GetByRole(AriaRole.Table, new() { Name = "Sessions" }).GetByRole(AriaRole.Row).Filter(new() { HasText = name });

    private static Task<IReadOnlyCollection<Guid>> NoPageIsOpenAsync(Journey journey) =>
        Eventually.Async(() => Task.FromResult(journey.Portal.Get<OpenPages>().Sessions), open => open.Count == 0);
}
