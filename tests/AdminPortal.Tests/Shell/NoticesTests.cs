using AdminPortal.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Shell;

public sealed class NoticesTests : PageContext
{
    private Notices Notices => Services.GetRequiredService<Notices>();

    [Fact]
    public void A_success_is_a_status_and_an_error_an_alert()
    {
        var host = Render<NoticeHost>();
        Notices.Succeeded("A new email for ana@example.com is on its way");
        Notices.Failed("The invitation for jonas@example.com was not revoked", "It was accepted.");

        host.WaitForAssertion(() => Assert.Equal(["status", "alert"], host.FindAll(".toast").Select(toast => toast.GetAttribute("role"))));
    }

    [Fact]
    public void A_success_leaves_by_itself_and_an_error_stays()
    {
        var host = Render<NoticeHost>();
        Notices.Succeeded("Done");
        Notices.Failed("Not done");
        Clock.Advance(Notices.SuccessStays);

        host.WaitForAssertion(() => Assert.Equal("Not done", Assert.Single(host.FindAll(".toast strong")).TextContent));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Single(host.FindAll(".toast"));
    }

    [Fact]
    public void A_success_stays_while_the_pointer_rests_on_it()
    {
        var host = Render<NoticeHost>();
        Notices.Succeeded("Done");
        host.WaitForElement(".toast").TriggerEvent("onmouseenter", new Microsoft.AspNetCore.Components.Web.MouseEventArgs());
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(Notices.Shown);

        host.Find(".toast").TriggerEvent("onmouseleave", new Microsoft.AspNetCore.Components.Web.MouseEventArgs());
        Clock.Advance(Notices.SuccessStays);
        Assert.Empty(Notices.Shown);
    }

    [Fact]
    public void A_notice_can_be_closed()
    {
        var host = Render<NoticeHost>();
        Notices.Failed("Not done");
        host.WaitForElement("button[aria-label=Close]").Click();
        Assert.Empty(host.FindAll(".toast"));
    }
}
