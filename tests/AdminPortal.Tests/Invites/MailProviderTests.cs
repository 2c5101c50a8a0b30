using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;

namespace AdminPortal.Tests.Invites;

/// <summary>A mail that the provider does not take: the address's fault, or everybody's trouble.</summary>
public class MailProviderTests
{
    [Fact]
    public async Task A_refused_address_is_Not_sent_with_the_providers_words_and_leaves_no_account()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("nobody@refused.example");

        await world.SettleAsync();

        var shown = await world.ShownAsync(id);
        Assert.Equal((InviteStatus.Failed, "address-refused"), (shown.Status, shown.Failure!.Code));
        Assert.Contains("User unknown", shown.Failure.Why, StringComparison.Ordinal);
        Assert.Null(world.Account("nobody@refused.example"));
        Assert.Equal(0, (await world.RowAsync(id)).MailsSent);
        Assert.Null(world.Portal.Get<TenantState>().MailTrouble);
    }

    [Theory]
    [InlineData("550 5.1.1 <a@b.c>: Recipient address rejected: User unknown in virtual mailbox table", true)]
    [InlineData("Invalid recipient", true)]
    [InlineData("The address is on the suppression list", true)]
    [InlineData("535 5.7.8 Error: authentication failed", false)]
    [InlineData("connect ECONNREFUSED", false)]
    [InlineData("Connection timeout", false)]
    [InlineData("454 4.7.0 Too many login attempts", false)]
    [InlineData("550 5.4.5 Daily user sending quota exceeded", false)]
    [InlineData("Something nobody has seen yet", false)]
    public void What_the_provider_says_is_about_the_address_or_about_everybody(string error, bool aboutTheAddress) =>
        Assert.Equal(aboutTheAddress, ProviderAnswer.IsAboutTheAddress(error));

    [Fact]
    public async Task Trouble_with_the_provider_is_told_once_and_the_invitations_wait_together_and_go_out_together()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Provider.RefuseEverything("535 5.7.8 Error: authentication failed");
        var first = await world.InviteAsync("person0@example.com");
        var second = await world.InviteAsync("person1@example.com");
        await world.SettleAsync();
        var third = await world.InviteAsync("person2@example.com");
        await world.SettleAsync();

        Assert.Contains("authentication failed", world.Portal.Get<TenantState>().MailTrouble!.Error, StringComparison.Ordinal);
        foreach (var id in new[] { first, second, third })
        {
            var row = await world.RowAsync(id);
            Assert.Equal((InviteStatus.Queued, WaitReason.Provider, 0), (row.Status, row.WaitReason, row.MailsSent));
        }

        // A quarter of an hour later only single tries have gone to Auth0.
        await world.LiveAsync(TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(10));
        Assert.InRange(world.Calls("POST /dbconnections/change_password"), 2, 10);
        Assert.Empty(world.Tenant.Mail.All);

        world.Tenant.Provider.WorkAgain();
        await world.LiveAsync(TimeSpan.FromMinutes(7), TimeSpan.FromSeconds(5));

        Assert.Null(world.Portal.Get<TenantState>().MailTrouble);
        foreach (var (id, address) in new[] { (first, "person0@example.com"), (second, "person1@example.com"), (third, "person2@example.com") })
        {
            Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
            Assert.Single(world.Tenant.Mail.To(address));
        }
    }

    [Fact]
    public async Task Trouble_with_the_provider_is_known_again_after_a_restart()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Provider.RefuseEverything("connect ETIMEDOUT");
        await world.InviteAsync("ana@example.com");
        await world.SettleAsync();

        await world.RestartAsync();
        await world.SweepAsync();

        Assert.Equal("connect ETIMEDOUT", world.Portal.Get<TenantState>().MailTrouble?.Error);
    }

    [Fact]
    public async Task An_invitation_whose_mail_alone_is_refused_again_and_again_is_given_up_and_holds_up_nobody_for_good()
    {
        await using var world = await InviteWorld.StartAsync();
        var odd = await world.SentAsync("odd@example.com");
        for (var times = 0; times < 3; times++)
        {
            // Taken by Auth0, refused by the provider, which takes everything else.
            world.WriteLog("fn", null, "odd@example.com", "Something odd about this one");
            var step = TimeSpan.FromSeconds(10);
            await world.LiveAsync(step, step);
            for (var waited = 0; waited < 60 && (await world.RowAsync(odd)).Status == InviteStatus.Queued; waited++)
            {
                await world.LiveAsync(step, step);
            }

            // Long enough for the provider to count as working again, and soon enough to be this mail's refusal.
            await world.LiveAsync(TimeSpan.FromSeconds(40), step);
        }

        var good = await world.SentAsync("bo@example.com");

        Assert.Equal("mail-refused", (await world.ShownAsync(odd)).Failure!.Code);
        Assert.Contains("though it takes those of others", (await world.ShownAsync(odd)).Failure!.Why, StringComparison.Ordinal);
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(good)).Status);
        Assert.Null(world.Portal.Get<TenantState>().MailTrouble);
    }

    [Fact]
    public async Task A_refusal_that_the_log_tells_before_the_answer_to_the_request_is_heard_still_counts()
    {
        await using var world = await InviteWorld.StartAsync();
        var gate = world.Tenant.Gates.HoldReply("POST /dbconnections/change_password");
        var id = await world.InviteAsync("nobody@refused.example");
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();
        await world.Portal.Get<TenantLogReader>().ReadAsync(CancellationToken.None);
        gate.Release();
        await pass;

        Assert.Equal("address-refused", (await world.ShownAsync(id)).Failure!.Code);
    }

    [Fact]
    public async Task A_request_that_Auth0_takes_and_then_does_not_carry_out_is_Not_sent()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.State.Change(tenant =>
        {
            var connection = tenant.Connections.Single(each => each.Name == TenantSeed.ConnectionName);
            tenant.Connections.Remove(connection);
            tenant.Connections.Add(connection with { DisableSelfServiceChangePassword = true });
        });
        var id = await world.InviteAsync("ana@example.com");

        await world.SettleAsync();

        var failure = (await world.ShownAsync(id)).Failure!;
        Assert.Equal("mail-refused", failure.Code);
        Assert.Contains("disabled", failure.Why, StringComparison.Ordinal);
    }
}
