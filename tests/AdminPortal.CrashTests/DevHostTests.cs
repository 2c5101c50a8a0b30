using System.Net;
using System.Net.Sockets;
using AdminPortal.Testing;
using Auth0Emulator;
using DevHost;
using Microsoft.AspNetCore.Connections;

namespace AdminPortal.CrashTests;

/// <summary>The README's first command, as a process.</summary>
public sealed class DevHostTests
{
    private static readonly Dictionary<string, string?> Nothing = new(StringComparer.Ordinal);

    [Fact]
    public async Task It_says_where_everything_is_and_who_may_sign_in_and_stops_cleanly_on_Ctrl_C()
    {
        using var folder = new TemporaryFolder();
        var (portal, tenant) = (FreePort(), FreePort());
        await using var host = ChildProcess.Start("DevHost", Nothing, "--portal-port", $"{portal}", "--tenant-port", $"{tenant}", "--data", folder.Path);
        await host.LineAsync("Ctrl+C");

        Assert.Contains($"http://localhost:{portal}", host.Text, StringComparison.Ordinal);
        Assert.Contains($"http://localhost:{tenant}/emulator/mail", host.Text, StringComparison.Ordinal);
        Assert.Contains("Local-tenant-1", host.Text, StringComparison.Ordinal);
        foreach (var person in new[] { "admin@example.com", "lead@example.com", "support@example.com", "outsider@example.com" })
        {
            Assert.Contains(person, host.Text, StringComparison.Ordinal);
        }

        using (var browser = new TestBrowser(new Uri($"http://localhost:{portal}/")))
        {
            var home = await browser.SignInAsync("admin@example.com");
            Assert.Equal(HttpStatusCode.OK, home.Status);
            Assert.Equal("/", home.Address.AbsolutePath);
            foreach (var asset in home.Document.QuerySelectorAll("script[src], link[rel=stylesheet]").Select(link => link.GetAttribute("src") ?? link.GetAttribute("href")!))
            {
                Assert.Equal(HttpStatusCode.OK, (await browser.GoToAsync(asset)).Status);
            }
        }

        host.Interrupt();
        Assert.Equal(0, await host.ExitCodeAsync());
        Assert.DoesNotContain("   at ", host.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line_with_the_cure()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var host = ChildProcess.Start("DevHost", Nothing, "--portal-port", $"{port}");

        Assert.Equal(1, await host.ExitCodeAsync());
        var line = Assert.Single(host.Lines, line => line.Length > 0);
        Assert.Contains($"Port {port} is in use", line, StringComparison.Ordinal);
        Assert.Contains("--portal-port", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_use_is_told_with_an_option_it_knows_and_a_port_there_is()
    {
        var options = new DevHostOptions { PortalPort = 65500 };

        Assert.EndsWith("choose another port with --portal-port 65400.", StartTrouble.Explain(new IOException("taken", new AddressInUseException("taken")), options), StringComparison.Ordinal);
        Assert.EndsWith("choose another port with --tenant-port 5181.", StartTrouble.Explain(new PortInUseException(5081, new IOException()), options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_of_them_do_not_share_their_data_and_the_second_forgets_nothing_of_the_first()
    {
        using var folder = new TemporaryFolder();
        await using var first = Start(folder);
        await first.LineAsync("Ctrl+C");

        await using var second = Start(folder, "--fresh");

        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Equal($"The data in {folder.Path} is in use by another program like this one. Stop that one, or choose another folder with --data.", Assert.Single(second.Lines, line => line.Length > 0));
        Assert.True(File.Exists(Path.Combine(folder.Path, "portal.db")));
        Assert.True(File.Exists(Path.Combine(folder.Path, "tenant", "tenant.json")));
    }

    [Fact]
    public async Task A_proxy_in_the_environment_does_not_stand_between_portal_and_tenant()
    {
        using var folder = new TemporaryFolder();
        var (portal, tenant) = (FreePort(), FreePort());
        var nowhere = new Dictionary<string, string?>(StringComparer.Ordinal) { ["HTTP_PROXY"] = "http://127.0.0.1:1", ["http_proxy"] = "http://127.0.0.1:1", ["ALL_PROXY"] = "http://127.0.0.1:1" };
        await using var host = ChildProcess.Start("DevHost", nowhere, "--portal-port", $"{portal}", "--tenant-port", $"{tenant}", "--data", folder.Path);
        await host.LineAsync("Ctrl+C");

        using var browser = new TestBrowser(new Uri($"http://localhost:{portal}/"));

        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("admin@example.com")).Status);
    }

    [Theory]
    [InlineData("--ConnectionStrings:Portal", "nonsense")]
    [InlineData("--ConnectionStrings:Portal", "Data Source=/dev/null/portal.db")]
    [InlineData("--Logging:LogLevel:Default", "Loud")]
    [InlineData("--Invites:Lifetime", "45.00:00:00")]
    public async Task A_setting_that_makes_no_sense_is_told_in_one_line_here_too(string option, string value)
    {
        using var folder = new TemporaryFolder();
        await using var host = Start(folder, option, value);

        Assert.Equal(1, await host.ExitCodeAsync());
        var line = Assert.Single(host.Lines, line => line.Length > 0);
        Assert.StartsWith(option[2..], line, StringComparison.Ordinal);
        Assert.Contains(value, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null/data", "Choose another folder with --data.")]
    [InlineData("", "--data must be a folder; it is empty.")]
    public async Task A_folder_that_can_not_be_used_is_told_in_one_line(string data, string cure)
    {
        await using var host = ChildProcess.Start("DevHost", Nothing, "--portal-port", $"{FreePort()}", "--tenant-port", $"{FreePort()}", "--data", data);

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.EndsWith(cure, Assert.Single(host.Lines, line => line.Length > 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("portal.db", "is not a SQLite database")]
    [InlineData("tenant/tenant.json", "--fresh starts over.")]
    public async Task A_file_of_it_that_is_something_else_is_told_in_one_line(string file, string words)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "tenant"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, file), string.Concat(Enumerable.Repeat("Dear sir or madam, ", 100)));
        await using var host = Start(folder);

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains(words, Assert.Single(host.Lines, line => line.Length > 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--portal-port", "eighty")]
    [InlineData("--portal-port", "70000")]
    [InlineData("--no-such-thing", "")]
    public async Task What_it_cant_understand_it_says_and_shows_how_to_ask(string option, string value)
    {
        await using var host = ChildProcess.Start("DevHost", Nothing, option, value);

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains(option, host.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fresh_forgets_what_it_kept_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "portal.db"), "not a database");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "notes.txt"), "mine");
        await using var host = ChildProcess.Start("DevHost", Nothing, "--portal-port", $"{FreePort()}", "--tenant-port", $"{FreePort()}", "--data", folder.Path, "--fresh");
        await host.LineAsync("Ctrl+C");

        Assert.True(File.Exists(Path.Combine(folder.Path, "notes.txt")));
    }

    private static ChildProcess Start(TemporaryFolder folder, params string[] arguments) =>
        ChildProcess.Start("DevHost", Nothing, ["--portal-port", $"{FreePort()}", "--tenant-port", $"{FreePort()}", "--data", folder.Path, .. arguments]);

    // The program wants numbers; between asking for a free one and using it another process could take it, which then shows as a clear message.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
