using AdminPortal.Testing;
using Auth0Emulator;
using DevHost;

namespace AdminPortal.CrashTests;

/// <summary>What keeps the portal from starting is said in lines an operator can act on.</summary>
public sealed class StartTests
{
    private static readonly Dictionary<string, string?> RealLooking = new(StringComparer.Ordinal)
    {
        ["Auth0:Domain"] = "acme.eu.auth0.com",
        ["Auth0:ClientId"] = "a-client",
        ["Auth0:ClientSecret"] = "canary-secret",
        ["Auth0:Management:ClientId"] = "another-client",
        ["Auth0:Management:ClientSecret"] = "canary-secret",
        ["Portal:PublicUrl"] = "https://portal.acme.com",
    };

    [Fact]
    public async Task Without_Auth0_settings_nothing_starts_and_it_says_which_are_missing_and_how_to_run_the_local_tenant()
    {
        await using var portal = ChildProcess.Start("AdminPortal", new Dictionary<string, string?>(StringComparer.Ordinal));

        Assert.Equal(1, await portal.ExitCodeAsync());
        foreach (var key in RealLooking.Keys)
        {
            Assert.Contains(key, portal.Text, StringComparison.Ordinal);
        }

        Assert.Contains("dotnet run --project src/DevHost", portal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", portal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening", portal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_missing_setting_is_named_and_no_other()
    {
        await using var portal = ChildProcess.Start("AdminPortal", With("Auth0:ClientSecret", ""));

        Assert.Equal(1, await portal.ExitCodeAsync());
        Assert.Contains("Auth0:ClientSecret", portal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Auth0:Management:ClientSecret", portal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth0:Domain", "https://acme.eu.auth0.com/")]
    [InlineData("Auth0:Domain", "http://localhost:5081")]
    [InlineData("Portal:PublicUrl", "portal")]
    [InlineData("Invites:Lifetime", "45.00:00:00")]
    [InlineData("Invites:Lifetime", "a week")]
    [InlineData("Invites:Parallel", "many")]
    [InlineData("Invites:LeadsMayInvite", "maybe")]
    [InlineData("SignIn:AbsoluteLifetime", "40.00:00:00")]
    [InlineData("SignIn:FirstAdmin", "nobody")]
    [InlineData("ConnectionStrings:Portal", "portal.db")]
    [InlineData("ConnectionStrings:Portal", "Data Source=x;Colour=blue")]
    [InlineData("ConnectionStrings:Portal", "Data Source=x;Pooling=perhaps")]
    [InlineData("ConnectionStrings:Portal", "Data Source=/proc/portal.db")]
    [InlineData("ConnectionStrings:Portal", "Data Source=/dev/null/portal.db")]
    [InlineData("ConnectionStrings:Portal", "Data Source=/")]
    [InlineData("Logging:LogLevel:Default", "Loud")]
    [InlineData("Logging:Console:LogLevel:AdminPortal", "Loud")]
    [InlineData("urls", "nonsense")]
    [InlineData("urls", "ftp://localhost:5090")]
    [InlineData("urls", "http://localhost:99999")]
    [InlineData("urls", "http://localhost:5090/portal")]
    [InlineData("http_ports", "eighty")]
    [InlineData("Kestrel:Endpoints:Web:Url", "nonsense")]
    public async Task A_malformed_setting_is_told_in_one_line_with_key_value_and_cure(string key, string value)
    {
        await using var portal = ChildProcess.Start("AdminPortal", With(key, value));

        Assert.Equal(1, await portal.ExitCodeAsync());
        Assert.Equal("The portal was not started.", portal.Lines.First(line => line.Length > 0));
        var line = Assert.Single(portal.Lines.Where(line => line.Length > 0).Skip(1));
        Assert.StartsWith(key, line, StringComparison.Ordinal);
        Assert.Contains(value, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_in_one_line_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "letter.txt");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("Dear sir or madam, ", 100)));
        await using var portal = ChildProcess.Start("AdminPortal", With("ConnectionStrings:Portal", $"Data Source={file}"));

        Assert.Equal(1, await portal.ExitCodeAsync());
        Assert.Equal(
            ["The portal was not started.", $"ConnectionStrings:Portal is \"Data Source={file}\", a file that is not a SQLite database: name another file, or move this one away."],
            portal.Lines.Where(line => line.Length > 0));
        Assert.StartsWith("Dear sir", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("Data Source=x;Colour=blue;Password=canary-secret")]
    [InlineData("Data Source=/tmp/portal.db;Password=canary-secret")]
    public async Task A_password_in_a_connection_string_is_not_repeated(string value)
    {
        await using var portal = ChildProcess.Start("AdminPortal", With("ConnectionStrings:Portal", value));

        Assert.Equal(1, await portal.ExitCodeAsync());
        Assert.StartsWith("ConnectionStrings:Portal ", Assert.Single(portal.Lines.Where(line => line.Length > 0).Skip(1)), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", portal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_on_the_command_line_that_is_none_is_told_in_one_line()
    {
        await using var portal = ChildProcess.Start("AdminPortal", RealLooking, "--urls", "nonsense");

        Assert.Equal(1, await portal.ExitCodeAsync());
        Assert.Equal("urls must be an address to listen on, such as http://localhost:5090; it is \"nonsense\".", Assert.Single(portal.Lines.Where(line => line.Length > 0).Skip(1)));
    }

    [Fact]
    public async Task Several_malformed_settings_are_told_together_and_no_secret_is_repeated()
    {
        var settings = With("Invites:Lifetime", "45.00:00:00");
        settings["Auth0:ClientSecret"] = "canary secret";
        settings["Portal:PublicUrl"] = "portal";
        await using var portal = ChildProcess.Start("AdminPortal", settings);

        Assert.Equal(1, await portal.ExitCodeAsync());
        Assert.Contains("Invites:Lifetime", portal.Text, StringComparison.Ordinal);
        Assert.Contains("Auth0:ClientSecret", portal.Text, StringComparison.Ordinal);
        Assert.Contains("Portal:PublicUrl", portal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", portal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", portal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_on_this_machine_is_refused_in_Production()
    {
        await using var tenant = await LocalTenant.StartAsync(new LocalTenantOptions());
        using var folder = new TemporaryFolder();
        await using var portal = ChildProcess.Start("AdminPortal", LocalPortal.Settings(tenant, folder.Path, "https://portal.acme.com"), "--environment=Production");

        Assert.Equal(1, await portal.ExitCodeAsync());
        Assert.Contains("Auth0:Domain", portal.Text, StringComparison.Ordinal);
        Assert.Contains("Production", portal.Text, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> With(string key, string value) => new(RealLooking, StringComparer.Ordinal) { [key] = value };
}
