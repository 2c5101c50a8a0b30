using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Microsoft.Data.Sqlite;

namespace AdminPortal.CrashTests;

/// <summary>The disk is full, or the file can't be written: the portal lives on, no mail goes out without a committed row, and it recovers by itself.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DiskTroubleTests
{
    private const string CreateUser = "POST /api/v2/users";
    private const string Admin = "admin@example.com";
    private const string WorkFailed = "its lease is the pause before the next try";
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly string[] Pages = ["/", "/invites"];

    /// <summary>Bytes left for the write-ahead log: none, or enough for a commit or two and part of the next.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(40_000)]
    public async Task On_a_full_disk_no_mail_goes_out_without_a_committed_row_and_once_there_is_room_everybody_gets_one(long room)
    {
        await using var scene = await CrashScene.BeginAsync();
        await scene.InviteAsync([.. Enumerable.Range(0, 12).Select(Address)]);
        var gate = scene.Tenant.Gates.HoldCall(CreateUser);
        var portal = scene.LaunchPortal([.. DiskRoom.Launcher]);
        using var browser = new TestBrowser(await CrashScene.ListeningAsync(portal));
        await browser.SignInAsync(Admin);
        await gate.ArrivedAsync(calls: 8);
        await DiskRoom.EndAtAsync(portal, new FileInfo(scene.Database + "-wal").Length + room);
        gate.Release();
        await UntilFailedAsync(portal, times: 6);

        var committed = (await scene.RowsAsync()).Where(row => row.MailsRequested > 0).Select(row => row.Email).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(committed, scene.Tenant.Mail.All.Select(mail => mail.To).ToHashSet(StringComparer.Ordinal));
        Assert.True(room > 0 || committed.Count == 0, "Something was saved on a disk without room.");
        await ExpectPagesAsync(browser);

        await DiskRoom.GiveBackAsync(portal);

        var rows = await scene.UntilAllAtRestAsync(within: TimeSpan.FromSeconds(90));
        Assert.All(rows, row => Assert.Equal((InviteStatus.Sent, 1, 1), (row.Status, scene.Tenant.Mail.To(row.Email).Count, scene.AccountsOf(row.Email))));
        await ExpectPagesAsync(browser);
    }

    [Fact]
    public async Task A_file_that_can_not_be_written_for_a_while_keeps_nothing_read_only_once_it_can_be_written_again()
    {
        await using var scene = await CrashScene.BeginAsync();
        var portal = scene.LaunchPortal(Unprivileged());
        var address = await CrashScene.ListeningAsync(portal);
        using var browser = new TestBrowser(address);
        await browser.SignInAsync(Admin);
        Allow(scene, ReadOnly);

        // Connections that are open already can still write; a crowd makes the portal open more of them.
        await Eventually.Async(
            async () =>
            {
                await CrowdAsync(browser);
                return await SignInAsync(address);
            },
            answer => answer == HttpStatusCode.InternalServerError);
        await CrowdAsync(browser);

        Allow(scene, ReadOnly | UnixFileMode.UserWrite);

        // The first change may still meet a connection from before; it takes them all with it.
        if (await SignInAsync(address) != HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.OK, await SignInAsync(address));
        }

        await scene.InviteAsync(Address(0));
        var row = Assert.Single(await scene.UntilAllAtRestAsync());
        Assert.Equal((InviteStatus.Sent, 1), (row.Status, scene.Tenant.Mail.To(row.Email).Count));
    }

    [Fact]
    public async Task A_read_only_file_keeps_the_portal_from_starting_and_it_says_what_to_do()
    {
        await using var scene = await CrashScene.BeginAsync();
        await scene.InviteAsync(Address(0));
        SqliteConnection.ClearAllPools();
        Allow(scene, ReadOnly);

        var portal = scene.LaunchPortal(Unprivileged());

        await ExpectOneLineAsync(portal, "make this one and its folder writable");
    }

    [Fact]
    public async Task A_disk_without_room_for_the_first_tables_keeps_the_portal_from_starting_and_it_says_so()
    {
        await using var scene = await CrashScene.BeginAsync();
        scene.Settings["DOTNET_EnableWriteXorExecute"] = "0"; // the runtime's own memory counts as a file otherwise

        var portal = scene.LaunchPortal("bash", "-c", "trap '' XFSZ; ulimit -S -f 8; exec \"$@\"", "bash");

        await ExpectOneLineAsync(portal, "the room on its disk");
    }

    private static async Task ExpectOneLineAsync(ChildProcess portal, string cure)
    {
        Assert.Equal(1, await portal.ExitCodeAsync());
        var line = Assert.Single(portal.Lines, line => line.Contains(cure, StringComparison.Ordinal));
        Assert.Contains("ConnectionStrings:Portal", line, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> SignInAsync(Uri address)
    {
        using var browser = new TestBrowser(address);
        return (await browser.SignInAsync(Admin)).Status;
    }

    private static Task<int> UntilFailedAsync(ChildProcess portal, int times) =>
        Eventually.Async(() => Task.FromResult(portal.Lines.Count(line => line.Contains(WorkFailed, StringComparison.Ordinal))), failed => failed >= times);

    private static Task CrowdAsync(TestBrowser browser) => Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ExpectPagesAsync(browser)));

    private static async Task ExpectPagesAsync(TestBrowser browser)
    {
        foreach (var page in Pages)
        {
            Assert.Equal((page, HttpStatusCode.OK), (page, (await browser.GoToAsync(page)).Status));
        }
    }

    // The superuser writes whatever the rights on a file say, unless this one power is taken away; it stays the owner.
    private static string[] Unprivileged() => Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override", "--"] : [];

    // The file itself, and where they exist its write-ahead log and that one's index.
    private static void Allow(CrashScene scene, UnixFileMode rights)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(scene.Database)!, "portal.db*"))
        {
            File.SetUnixFileMode(file, rights);
        }
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"person{number:D2}@example.com");
}
