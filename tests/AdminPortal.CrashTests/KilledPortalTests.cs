using AdminPortal.Testing;

namespace AdminPortal.CrashTests;

/// <summary>The portal is killed (SIGKILL) where it hurts most; after a restart nobody has two accounts or two mails, and nobody is forgotten.</summary>
public sealed class KilledPortalTests
{
    private const string Ana = "ana@example.com";
    private const string CreateUser = "POST /api/v2/users";
    private const string AskForMail = "POST /dbconnections/change_password";

    [Fact]
    public async Task Killed_before_Auth0_has_created_the_account_the_invitation_still_goes_out_once()
    {
        await using var scene = await CrashScene.BeginAsync();
        await scene.InviteAsync(Ana);
        var gate = scene.Tenant.Gates.HoldCall(CreateUser);
        await scene.StartPortalAsync();
        await gate.ArrivedAsync();
        await scene.KillPortalAsync();
        gate.Release();

        await ExpectOneAccountOneMailPendingAsync(scene);
    }

    [Fact]
    public async Task Killed_before_it_heard_that_the_account_was_created_it_goes_on_with_that_account()
    {
        await using var scene = await CrashScene.BeginAsync();
        await scene.InviteAsync(Ana);
        var gate = scene.Tenant.Gates.HoldReply(CreateUser);
        await scene.StartPortalAsync();
        await gate.ArrivedAsync();
        await scene.KillPortalAsync();
        gate.Release();
        Assert.Equal(1, scene.AccountsOf(Ana));

        await ExpectOneAccountOneMailPendingAsync(scene);
    }

    [Fact]
    public async Task Killed_before_it_heard_that_the_mail_was_taken_it_never_asks_for_a_second_one()
    {
        await using var scene = await CrashScene.BeginAsync();
        await scene.InviteAsync(Ana);
        var gate = scene.Tenant.Gates.HoldReply(AskForMail);
        await scene.StartPortalAsync();
        await gate.ArrivedAsync();
        await scene.KillPortalAsync();
        gate.Release();

        var portal = await scene.StartPortalAsync();
        await CrashScene.ExpectStatusAsync(portal, Ana, "Not confirmed");
        Assert.Single(scene.Tenant.Mail.To(Ana));
        Assert.Equal(1, scene.AccountsOf(Ana));
    }

    private static async Task ExpectOneAccountOneMailPendingAsync(CrashScene scene)
    {
        var portal = await scene.StartPortalAsync();
        await scene.Tenant.MailToAsync(Ana);
        await CrashScene.ExpectStatusAsync(portal, Ana, "Pending");
        Assert.Single(scene.Tenant.Mail.To(Ana));
        Assert.Equal(1, scene.AccountsOf(Ana));
    }
}
