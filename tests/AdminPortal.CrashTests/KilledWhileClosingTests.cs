using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator.Control;

namespace AdminPortal.CrashTests;

/// <summary>The portal is killed while it takes an invitation back in Auth0 or tidies up after an acceptance, at each call and each answer; a restart finishes it.</summary>
public sealed class KilledWhileClosingTests
{
    private const string Ana = "ana@example.com";
    private const string ReadUser = "GET /api/v2/users/{id}";
    private const string ChangeUser = "PATCH /api/v2/users/{id}";
    private const string MakeTicket = "POST /api/v2/tickets/password-change";
    private const string DeleteUser = "DELETE /api/v2/users/{id}";

    [Theory]
    [InlineData(ReadUser, GatePlace.Call)]
    [InlineData(ReadUser, GatePlace.Reply)]
    [InlineData(ChangeUser, GatePlace.Call)]
    [InlineData(ChangeUser, GatePlace.Reply)]
    [InlineData(MakeTicket, GatePlace.Call)]
    [InlineData(MakeTicket, GatePlace.Reply)]
    [InlineData(DeleteUser, GatePlace.Call)]
    [InlineData(DeleteUser, GatePlace.Reply)]
    public async Task Killed_anywhere_in_a_revocation_the_link_is_dead_and_the_account_gone_after_a_restart(string route, GatePlace place)
    {
        await using var scene = await CrashScene.BeginAsync();
        await scene.InviteAsync(Ana);
        await scene.StartPortalAsync();
        await scene.UntilAtRestAsync(Ana);
        await scene.KillPortalAsync();
        await scene.RevokeAsync(Ana);
        await scene.KillWhileHeldAsync(route, place);

        await scene.StartPortalAsync();

        var row = await scene.UntilAtRestAsync(Ana);
        Assert.Equal(InviteStatus.Revoked, row.Status);
        Assert.Equal(0, scene.AccountsOf(Ana));
        Assert.Single(scene.Tenant.Mail.To(Ana));
    }

    [Theory]
    [InlineData(GatePlace.Call)]
    [InlineData(GatePlace.Reply)]
    public async Task Killed_while_an_accepted_account_is_tidied_up_it_is_tidied_up_after_a_restart(GatePlace place)
    {
        await using var scene = await CrashScene.BeginAsync();
        await scene.InviteAsync(Ana);
        await scene.StartPortalAsync();
        await scene.UntilAtRestAsync(Ana);
        await scene.KillPortalAsync();
        await scene.SetPasswordAsync(Ana);
        await scene.KillWhileHeldAsync(ChangeUser, place);

        await scene.StartPortalAsync();

        var row = await scene.UntilAtRestAsync(Ana);
        Assert.Equal(InviteStatus.Accepted, row.Status);
        Assert.Null(scene.Tenant.State.Read(tenant => tenant.Users.Values.Single(user => user.Email == Ana)).AppMetadata?["invitation"]);
    }
}
