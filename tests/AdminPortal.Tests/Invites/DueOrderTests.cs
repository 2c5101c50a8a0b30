using AdminPortal.Invites;

namespace AdminPortal.Tests.Invites;

/// <summary>Which of the invitations that are due is taken up first.</summary>
public sealed class DueOrderTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task What_a_killed_worker_left_in_the_middle_does_not_wait_for_the_bulk_before_it()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.AddBulkAsync(30);
        world.Pass(TimeSpan.FromMinutes(1));
        var left = await AddClaimedAsync(world, "left@example.com");
        Assert.DoesNotContain(left, await DueAsync(world));

        world.Pass(Lease);

        Assert.Equal(left, (await DueAsync(world))[0]);
    }

    private static Task<IReadOnlyList<long>> DueAsync(InviteWorld world) => world.Portal.Get<InviteSweep>().DueAsync([], 8, CancellationToken.None, bulk: true);

    private static async Task<long> AddClaimedAsync(InviteWorld world, string address)
    {
        var invite = Invite.Create(Guid.CreateVersion7(world.Now), EmailAddress.Read(address).Address!, null, [], TimeSpan.FromDays(7), null, new Inviter("auth0|bulk", "Bulk"), world.Now, isBulk: true);
        Assert.True(invite.Claim(world.Now, Lease));
        await using var db = await world.ContextAsync();
        db.Invites.Add(invite);
        await db.SaveChangesAsync();
        return invite.Number;
    }
}
