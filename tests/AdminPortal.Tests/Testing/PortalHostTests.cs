using AdminPortal.SignIn;
using AdminPortal.Testing;

namespace AdminPortal.Tests.Testing;

/// <summary>The kit itself: a test that leans on it must be able to fail.</summary>
public sealed class PortalHostTests
{
    [Fact]
    public async Task The_portal_starts_against_a_tenant_of_its_own_and_leaves_no_folder_behind()
    {
        string folder;
        await using (var portal = await PortalHost.StartAsync(new() { Background = false }))
        {
            folder = portal.Folder;
            Assert.True(Directory.Exists(folder));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_scope_acts_for_the_person_it_was_made_for()
    {
        await using var portal = await PortalHost.StartAsync(new() { Background = false });
        await using var admin = portal.SignedInAs("admin@example.com");
        await using var outsider = portal.SignedInAs("outsider@example.com");
        await using var nobody = portal.SignedOut();

        Assert.True((await admin.Get<CurrentPerson>().FindAsync())?.May(Right.InvitePeople));
        Assert.False((await outsider.Get<CurrentPerson>().FindAsync())?.May(Right.InvitePeople));
        Assert.Null(await nobody.Get<CurrentPerson>().FindAsync());
    }
}
