using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

public sealed class InviteActionsTests : PageContext
{
    private const string Email = "ana.horvat@example.com";

    [Fact]
    public async Task A_resend_the_database_does_not_take_is_told()
    {
        var id = await RecordedAsync(InviteStatus.Failed);
        await BreakAsync();
        await Actions.ResendAsync(Row(row => row with { Id = id, Status = InviteStatus.Failed }));

        Assert.Equal(($"The invitation for {Email} was not sent again", "The database did not answer. Nothing was changed; try again."), Told());
    }

    [Fact]
    public async Task A_revocation_the_database_does_not_take_is_told()
    {
        var id = await RecordedAsync(InviteStatus.Sent);
        await BreakAsync();
        var host = Render<DialogHost>();
        var revoking = host.InvokeAsync(() => Actions.RevokeAsync(Row(row => row with { Id = id })));
        host.WaitForAssertion(() => Assert.Contains($"Revoke the invitation for {Email}?", host.Markup));
        host.Find("button.danger").Click();
        await revoking;

        Assert.Equal(($"The invitation for {Email} was not revoked", "The database did not answer. Nothing was changed; try again."), Told());
    }

    private InviteActions Actions => Services.GetRequiredService<InviteActions>();

    private (string Title, string? Text) Told()
    {
        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        return (notice.Title, notice.Text);
    }
}
