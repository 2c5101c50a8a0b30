using AdminPortal.Invites;
using AdminPortal.Tests.Shell;
using Bunit;

namespace AdminPortal.Tests.Invites;

public sealed class InviteButtonTests : PageContext
{
    [Fact]
    public void Whoever_loses_the_role_while_the_page_is_open_sees_the_button_say_why_and_gets_it_back_with_the_role()
    {
        var button = Render<InviteButton>();
        Assert.Null(button.Find("button").GetAttribute("aria-disabled"));
        TakeTheRoleAway();

        button.WaitForAssertion(() => Assert.Equal("true", button.Find("button").GetAttribute("aria-disabled")));
        Assert.Contains("Ask a company admin", button.Find($"#{button.Find("button").GetAttribute("aria-describedby")}").TextContent);
        GiveTheRole();
        button.WaitForAssertion(() => Assert.Null(button.Find("button").GetAttribute("aria-disabled")));
    }
}
