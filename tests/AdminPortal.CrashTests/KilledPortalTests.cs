using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator.Control;

namespace AdminPortal.CrashTests;

/// <summary>
/// The portal is killed (SIGKILL) while Auth0 holds each of its calls before acting, and each of its answers after acting; after a restart
/// nobody has two accounts or two mails, and nobody is forgotten.
/// </summary>
public sealed class KilledPortalTests
{
    private const string Ana = "ana@example.com";
    private const string CreateUser = "POST /api/v2/users";
    private const string GiveRoles = "POST /api/v2/users/{id}/roles";
    private const string AskForMail = "POST /dbconnections/change_password";

    [Theory]
    [InlineData(CreateUser, GatePlace.Call)]
    [InlineData(CreateUser, GatePlace.Reply)]
    [InlineData(GiveRoles, GatePlace.Call)]
    [InlineData(GiveRoles, GatePlace.Reply)]
    [InlineData(AskForMail, GatePlace.Call)]
    [InlineData(AskForMail, GatePlace.Reply)]
    public async Task Killed_anywhere_on_the_way_out_one_account_and_one_mail_are_the_end_of_it(string route, GatePlace place)
    {
        await using var scene = await CrashScene.BeginAsync();
        await scene.InviteAsync(Ana);
        await scene.KillWhileHeldAsync(route, place);

        await scene.StartPortalAsync();

        var row = await scene.UntilAtRestAsync(Ana);
        Assert.Equal(InviteStatus.Sent, row.Status);
        Assert.Single(scene.Tenant.Mail.To(Ana));
        Assert.Equal(1, scene.AccountsOf(Ana));
    }
}
