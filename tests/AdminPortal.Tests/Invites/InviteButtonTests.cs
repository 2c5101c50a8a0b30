using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public void While_nothing_can_be_sent_an_admin_reads_at_the_button_why_and_finds_the_cure()
    {
        var tenant = Services.GetRequiredService<TenantState>();
        var button = Render<InviteButton>();

        tenant.SetupIs(Found(new SetupProblem("sign-up", "Nobody signs up", "Sign-up is open.", StopsSending: false)));
        button.WaitForAssertion(() => Assert.False(button.Find("button").HasAttribute("aria-disabled")));

        tenant.SetupIs(Found(new SetupProblem("scopes", "The scopes", "create:users is missing.", StopsSending: true)));
        button.WaitForAssertion(() => Assert.Equal("true", button.Find("button").GetAttribute("aria-disabled")));
        Assert.Contains("No invitation can be sent: create:users is missing.", button.Find("#no-sending").TextContent, StringComparison.Ordinal);
        Assert.Equal("/setup#check-scopes", button.Find("#no-sending a").GetAttribute("href"));

        tenant.SetupIs(Found());
        button.WaitForAssertion(() => Assert.False(button.Find("button").HasAttribute("aria-disabled")));
    }

    private static SetupSummary Found(params SetupProblem[] problems) => new(Start, problems, IsFirstRun: false);
}
