using AdminPortal.Invites;
using AdminPortal.Tests.Shell;
using Bunit;

namespace AdminPortal.Tests.Invites;

public sealed class InviteButtonTests : PageContext
{
    [Fact]
    public void Whose_role_is_taken_away_reads_at_the_button_why_it_does_nothing_any_more()
    {
        var button = Render<InviteButton>();
        Assert.False(button.Find("button").HasAttribute("aria-disabled"));

        TakeTheRoleAway();
        button.WaitForAssertion(() => Assert.Equal("true", button.Find("button").GetAttribute("aria-disabled")));
        Assert.Contains("Ask a company admin.", button.Find("#no-invite").TextContent);

        GiveTheRoleBack();
        button.WaitForAssertion(() => Assert.False(button.Find("button").HasAttribute("aria-disabled")));
    }
}
