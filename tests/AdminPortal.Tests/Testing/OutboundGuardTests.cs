using AdminPortal.Testing;

namespace AdminPortal.Tests.Testing;

/// <summary>The guard on the way out. By itself, because a request that leaves fails every test that runs at that moment.</summary>
[Collection(nameof(OutboundGuardTests))]
[CollectionDefinition(nameof(OutboundGuardTests), DisableParallelization = true)]
public sealed class OutboundGuardTests
{
    [Fact]
    public async Task A_request_that_wants_to_leave_this_machine_is_stopped_and_fails_every_test_of_that_moment()
    {
        var portal = await PortalHost.StartAsync(new() { Background = false });
        var other = await PortalHost.StartAsync(new() { Background = false });
        using var client = new HttpClient();

        await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync(new Uri("http://portal.invalid/")));

        foreach (var host in new[] { portal, other })
        {
            var complaint = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.DisposeAsync());
            Assert.Contains("portal.invalid", complaint.Message, StringComparison.Ordinal);
        }
    }
}
