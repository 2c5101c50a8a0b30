using System.Net;
using System.Net.Sockets;
using AdminPortal.Testing;

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

    // The program wants numbers; between asking for a free one and using it another process could take it, which then shows as a clear message.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
