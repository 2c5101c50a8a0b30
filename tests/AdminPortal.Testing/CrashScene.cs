using System.Globalization;
using AdminPortal.Data;
using AdminPortal.Invites;
using Auth0Emulator;
using Auth0Emulator.Control;
using DevHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdminPortal.Testing;

/// <summary>A tenant that lives on, a database that lives on, and a portal that doesn't.</summary>
public sealed class CrashScene : IAsyncDisposable
{
    /// <summary>How long a killed portal's claims hold back the next one; short, so that the restart is not waited for long.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, string?> NoDailyLimit = new(StringComparer.Ordinal)
    {
        ["Invites:DailyPerInviter"] = "1000000",
        ["Invites:DailyPerCompany"] = "1000000",
    };

    private readonly TemporaryFolder _folder = new();
    private ChildProcess? _portal;

    private CrashScene(LocalTenant tenant) => Tenant = tenant;

    /// <summary>The tenant, whose journal and state are the oracle.</summary>
    public LocalTenant Tenant { get; }

    /// <summary>Settings of portals started from now on, beside the scene's own.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the portal's database lies.</summary>
    public string Database => Path.Combine(_folder.Path, "portal.db");

    /// <summary>The portal since it was last started.</summary>
    public ChildProcess Portal => _portal ?? throw new InvalidOperationException("No portal runs.");

    /// <summary>Starts the tenant.</summary>
    public static async Task<CrashScene> BeginAsync() =>
        new(await LocalTenant.StartAsync(new LocalTenantOptions { Seed = PortalHostOptions.AnyPort, SearchDelay = TimeSpan.Zero, LogDelay = TimeSpan.Zero }));

    /// <summary>Records invitations as a click does; nothing is sent yet.</summary>
    public async Task InviteAsync(params string[] addresses)
    {
        await using var portal = await DeskAsync();
        await using var admin = portal.SignedInAs("admin@example.com");
        var outcome = await admin.Get<InviteUsers>().HandleAsync(
            new InviteUsersRequest { Addresses = addresses, RoleIds = ["rol_Member0000000000"], Lifetime = TimeSpan.FromDays(3) }, CancellationToken.None);
        Assert.Equal(addresses.Length, Assert.IsType<InviteUsersOutcome.Recorded>(outcome).Invited.Count);
    }

    /// <summary>The same portal in this process, to click and to look at the database; it does no work in the background.</summary>
    public Task<PortalHost> DeskAsync() => PortalHost.StartAsync(new() { Tenant = Tenant, Folder = _folder.Path, Background = false, Settings = NoDailyLimit });

    /// <summary>Returns once the tenant has acted on so many calls that change something.</summary>
    public Task UntilChangesAsync(int atLeast) => Tenant.Journal.UntilAsync(_ => Changes() >= atLeast);

    /// <summary>How many calls that change something the tenant has acted on.</summary>
    public int Changes() => Tenant.Journal.Requests.Count(call => call.Acted && call.Method == "POST" && call.Path != "/oauth/token");

    /// <summary>The person follows the link in their newest mail and sets a password.</summary>
    public async Task SetPasswordAsync(string address)
    {
        using var http = new HttpClient();
        var ticket = Tenant.Mail.NewestTo(address)!.PasswordLink().Split("ticket=")[1].TrimEnd('#');
        using var form = new FormUrlEncodedContent([new("ticket", ticket), new("new_password", "A-password-0f-my-own!"), new("confirm_password", "A-password-0f-my-own!")]);
        using var reply = await http.PostAsync(new Uri(Tenant.Address, "/u/reset-verify"), form);
        Assert.True(reply.IsSuccessStatusCode, $"{address} could not set a password.");
    }

    /// <summary>Starts the portal in a process of its own; it begins to deliver at once.</summary>
    public Task<Uri> StartPortalAsync() => ListeningAsync(LaunchPortal());

    /// <summary>Starts the portal without waiting for it.</summary>
    public ChildProcess LaunchPortal(params string[] launcher) => _portal = NewPortal(launcher);

    /// <summary>One more portal on the same database, which the caller takes away again.</summary>
    public ChildProcess NewPortal(params string[] launcher)
    {
        // What this process still holds open of the database from before would make the portal no longer the only one that has it.
        SqliteConnection.ClearAllPools();
        var settings = LocalPortal.Settings(Tenant, _folder.Path, publicUrl: "");
        settings["Invites:Lease"] = Lease.ToString("c", CultureInfo.InvariantCulture);
        settings["Auth0:Timeout"] = "00:00:04";
        settings["Invites:LogSettle"] = "00:00:10";
        foreach (var (key, value) in Settings)
        {
            settings[key] = value;
        }

        return ChildProcess.StartThrough(launcher, "AdminPortal", settings, "--environment=Staging", "--urls=http://127.0.0.1:0");
    }

    /// <summary>Where a portal is reached, once it is.</summary>
    public static async Task<Uri> ListeningAsync(ChildProcess portal)
    {
        var line = await portal.LineAsync("Now listening on: ");
        return new Uri($"http://localhost:{new Uri(line[(line.IndexOf("on: ", StringComparison.Ordinal) + 4)..].Trim()).Port}/");
    }

    /// <summary>Takes the portal away between two instructions.</summary>
    public async Task KillPortalAsync()
    {
        await _portal!.KillAsync();
        await _portal.DisposeAsync();
        _portal = null;
    }

    /// <summary>Starts the portal and takes it away while the tenant holds its call, or the answer to it; then the tenant goes on.</summary>
    public async Task KillWhileHeldAsync(string route, GatePlace place)
    {
        var gate = Tenant.Gates.Add(route, place);
        await StartPortalAsync();
        await gate.ArrivedAsync();
        await KillPortalAsync();
        gate.Release();
    }

    /// <summary>Withdraws an invitation as a click does.</summary>
    public async Task RevokeAsync(string address)
    {
        await using var desk = await DeskAsync();
        await using var admin = desk.SignedInAs("admin@example.com");
        Assert.IsType<RevokeOutcome.Revoking>(await admin.Get<RevokeInvite>().HandleAsync((await RowAsync(desk, address)).Id));
    }

    /// <summary>The invitation once nothing is left to do on it.</summary>
    public async Task<Invite> UntilAtRestAsync(string address)
    {
        await using var desk = await DeskAsync();
        return await Eventually.Async(() => RowAsync(desk, address), row => row is { NextAttemptAt: null, Status: not (InviteStatus.Queued or InviteStatus.Revoking) });
    }

    /// <summary>The portal's record, to read beside it; no connection stays open after it.</summary>
    public PortalDb Record() => new(new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={Database};Pooling=False").Options);

    /// <summary>Every invitation, as it stands.</summary>
    public async Task<IReadOnlyList<Invite>> RowsAsync()
    {
        await using var db = Record();
        return await db.Invites.AsNoTracking().OrderBy(invite => invite.Number).ToListAsync();
    }

    /// <summary>Every invitation, once nothing is left to do on any.</summary>
    public Task<IReadOnlyList<Invite>> UntilAllAtRestAsync(TimeSpan? within = null) =>
        Eventually.Async(RowsAsync, rows => rows.All(row => row is { NextAttemptAt: null, Status: not (InviteStatus.Queued or InviteStatus.Revoking) }), within);

    /// <summary>How many accounts the tenant has for an address.</summary>
    public int AccountsOf(string address) => Tenant.State.Read(tenant => tenant.Users.Values.Count(user => user.Email == address));

    private static async Task<Invite> RowAsync(PortalHost desk, string address)
    {
        await using var db = await desk.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.Invites.AsNoTracking().SingleAsync(invite => invite.Email == address);
    }

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
