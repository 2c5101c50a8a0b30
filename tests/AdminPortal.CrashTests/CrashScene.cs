using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using DevHost;

namespace AdminPortal.CrashTests;

/// <summary>A tenant that lives on, a database that lives on, and a portal that doesn't.</summary>
internal sealed class CrashScene : IAsyncDisposable
{
    // A killed worker's claim holds back the next one until the lease is over; short, so that the restart is not waited for long.
    private const string Lease = "00:00:05";

    private readonly TemporaryFolder _folder = new();
    private ChildProcess? _portal;

    private CrashScene(LocalTenant tenant) => Tenant = tenant;

    /// <summary>The tenant, whose journal and state are the oracle.</summary>
    public LocalTenant Tenant { get; }

    /// <summary>Starts the tenant.</summary>
    public static async Task<CrashScene> BeginAsync() =>
        new(await LocalTenant.StartAsync(new LocalTenantOptions { Seed = PortalHostOptions.AnyPort, SearchDelay = TimeSpan.Zero, LogDelay = TimeSpan.Zero }));

    /// <summary>Records an invitation as a click does; nothing is sent yet.</summary>
    public async Task InviteAsync(string address)
    {
        await using var portal = await PortalHost.StartAsync(new() { Tenant = Tenant, Folder = _folder.Path, Background = false });
        await using var admin = portal.SignedInAs("admin@example.com");
        var outcome = await admin.Get<InviteUsers>().HandleAsync(
            new InviteUsersRequest { Addresses = [address], RoleIds = ["rol_Member0000000000"], Lifetime = TimeSpan.FromDays(3) }, CancellationToken.None);
        Assert.Single(Assert.IsType<InviteUsersOutcome.Recorded>(outcome).Invited);
    }

    /// <summary>Starts the portal in a process of its own; it begins to deliver at once.</summary>
    public async Task<Uri> StartPortalAsync()
    {
        var settings = LocalPortal.Settings(Tenant, _folder.Path, publicUrl: "");
        settings["Invites:Lease"] = Lease;
        settings["Auth0:Timeout"] = "00:00:04";
        _portal = ChildProcess.Start("AdminPortal", settings, "--environment=Staging", "--urls=http://127.0.0.1:0");
        var line = await _portal.LineAsync("Now listening on: ");
        return new Uri($"http://localhost:{new Uri(line[(line.IndexOf("on: ", StringComparison.Ordinal) + 4)..].Trim()).Port}/");
    }

    /// <summary>Takes the portal away between two instructions.</summary>
    public async Task KillPortalAsync()
    {
        await _portal!.KillAsync();
        await _portal.DisposeAsync();
        _portal = null;
    }

    /// <summary>What the list of the running portal says of an address, once it says that.</summary>
    public static async Task ExpectStatusAsync(Uri portal, string address, string status)
    {
        using var browser = new TestBrowser(portal);
        await browser.SignInAsync("admin@example.com");
        await Eventually.Async(
            async () => (await browser.GoToAsync("/invites")).Document.QuerySelectorAll("tbody tr")
                .FirstOrDefault(row => row.TextContent.Contains(address, StringComparison.Ordinal))?.QuerySelector(".chip")?.TextContent.Trim(),
            shown => shown == status);
    }

    /// <summary>How many accounts the tenant has for an address.</summary>
    public int AccountsOf(string address) => Tenant.State.Read(tenant => tenant.Users.Values.Count(user => user.Email == address));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }

        await Tenant.DisposeAsync();
        _folder.Dispose();
    }
}
