using System.Diagnostics;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Hosting;

public sealed class StartingTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("production")]
    public async Task Production_is_refused(string environment)
    {
        var refused = await Assert.ThrowsAsync<ProductionRefusedException>(() => LocalTenant.StartAsync(new LocalTenantOptions { EnvironmentName = environment }));

        Assert.Contains("refuses to run in Production", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_named_environment_the_program_is_in_Production_and_refuses_in_one_line()
    {
        var (code, output, errors) = await RunAsync(environment: null);

        Assert.Equal((1, ""), (code, output));
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("refuses to run in Production", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line_with_the_cure()
    {
        await using var other = await LocalTenant.StartAsync(new LocalTenantOptions());

        var (code, _, errors) = await RunAsync("Development", "--port", $"{other.Address.Port}");

        Assert.Equal(1, code);
        Assert.Equal($"Port {other.Address.Port} is in use by another program. Stop it, or choose another port for the local tenant with --port.", errors.Trim());
    }

    [Fact]
    public async Task A_malformed_setting_is_told_in_one_line()
    {
        var (code, _, errors) = await RunAsync("Development", "--port", "many");

        Assert.Equal((1, "--port must be a whole number from 0 to 65535; it is many."), (code, errors.Trim()));
    }

    [Theory]
    [InlineData("--prot is not an option of the local tenant; it knows --port, --folder, --portal-url, --search-delay, --plan, --plan-factor.", "--prot", "5081")]
    [InlineData("--port wants a value.", "--port")]
    public async Task An_option_nobody_knows_or_without_a_value_is_told_in_one_line(string told, params string[] arguments)
    {
        var (code, _, errors) = await RunAsync("Development", arguments);

        Assert.Equal((1, told), (code, errors.Trim()));
    }

    [Theory]
    [InlineData("--portal-url must be an address such as http://localhost:5080; it is foo.", "--portal-url", "foo")]
    [InlineData("--portal-url must be an address such as http://localhost:5080; it is localhost:5080.", "--portal-url", "localhost:5080")]
    [InlineData("--portal-url must be an address such as http://localhost:5080; it is http://localhost:5080/portal.", "--portal-url", "http://localhost:5080/portal")]
    [InlineData("--portal-url must be an address such as http://localhost:5080; it is empty.", "--portal-url=")]
    [InlineData("--folder must be a folder; it is empty.", "--folder", "")]
    [InlineData("--folder must be a folder; it is empty.", "--folder=")]
    public async Task An_option_with_a_value_that_makes_no_sense_is_told_in_one_line(string told, params string[] arguments)
    {
        var (code, _, errors) = await RunAsync("Development", arguments);

        Assert.Equal((1, told), (code, errors.Trim()));
    }

    [Theory]
    [InlineData("The plan must be one of off, free, professional, enterprise, enterprise-nonproduction; it is gold.", "--plan", "gold")]
    [InlineData("The factor must be a whole number from 1 to 10000; it is 0.", "--plan", "free", "--plan-factor", "0")]
    [InlineData("Without a plan there is nothing to multiply: leave the factor out, or choose a plan.", "--plan", "off", "--plan-factor", "2")]
    public async Task A_plan_that_makes_no_sense_is_told_in_one_line(string told, params string[] arguments)
    {
        var (code, _, errors) = await RunAsync("Development", arguments);

        Assert.Equal((1, told), (code, errors.Trim()));
    }

    [Theory]
    [InlineData("{ not json", "is not a tenant this version can read")]
    [InlineData("null", "is not a tenant this version can read")]
    [InlineData("{}", "is not a tenant this version can read")]
    [InlineData("""{"address":"http://localhost:1","tenant":{"signingKey":{"privateKey":"damaged","certificate":"damaged"}}}""", "signing key")]
    public async Task A_folder_that_holds_something_else_is_told_in_one_line_with_the_cure(string kept, string words)
    {
        var folder = Directory.CreateTempSubdirectory("tenant-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "tenant.json"), kept);

        var (code, _, errors) = await RunAsync("Development", "--port", "0", "--folder", folder);

        Directory.Delete(folder, recursive: true);
        Assert.Equal(1, code);
        Assert.Contains(words, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("Delete it to start with a fresh tenant.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_used_is_told_in_one_line_with_the_cure()
    {
        var file = Path.GetTempFileName();

        var (code, _, errors) = await RunAsync("Development", "--port", "0", "--folder", file);

        File.Delete(file);
        Assert.Equal(1, code);
        Assert.Contains("Choose another folder", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_another_tenant_has_is_told_in_one_line_with_the_cure()
    {
        var folder = Directory.CreateTempSubdirectory("tenant-").FullName;
        await using (await LocalTenant.StartAsync(new LocalTenantOptions { Folder = folder }))
        {
            var (code, _, errors) = await RunAsync("Development", "--port", "0", "--folder", folder);

            Assert.Equal((1, $"The folder {folder} is in use by another local tenant. Stop that one, or choose another folder with --folder."), (code, errors.Trim()));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_program_stops_on_SIGTERM_with_exit_code_0()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = Process.Start(Command("Development", "--port", "0"))!;
        await process.StandardOutput.ReadLineAsync();
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);

        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Two_tenants_stand_side_by_side_and_know_nothing_of_each_other()
    {
        await using var first = await LocalTenant.StartAsync(new LocalTenantOptions());
        await using var second = await LocalTenant.StartAsync(new LocalTenantOptions());
        using var http = new TenantHttp(first);

        await http.NewUserAsync("nia@example.com");

        Assert.NotEqual(first.Address, second.Address);
        Assert.Equal(4, second.State.Read(tenant => tenant.Users.Count));
    }

    [Fact]
    public async Task The_seed_can_be_changed_in_part()
    {
        await using var tenant = await LocalTenant.StartAsync(new LocalTenantOptions
        {
            Seed = TenantSeed.Default with { EmailProvider = null, PortalUrl = null, People = [new SeededPerson("only@example.com") { Roles = ["Billing"] }] },
        });

        Assert.Equal("only@example.com", Assert.Single(tenant.State.Read(data => data.Users.Values.ToArray())).Email);
        Assert.Contains("http://127.0.0.1:*/callback", tenant.State.Read(data => data.Client(TenantSeed.PortalClientId)!.Callbacks));
    }

    [Fact]
    public async Task A_seed_that_names_a_role_it_has_not_got_is_refused()
    {
        var seed = TenantSeed.Default with { People = [new SeededPerson("only@example.com") { Roles = ["Captain"] }] };

        var problem = await Assert.ThrowsAsync<ArgumentException>(() => LocalTenant.StartAsync(new LocalTenantOptions { Seed = seed }));

        Assert.Equal("The seed gives only@example.com the role \"Captain\", which is not among its roles.", problem.Message);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string? environment, params string[] arguments)
    {
        using var process = Process.Start(Command(environment, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private static ProcessStartInfo Command(string? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.ChangeExtension(typeof(LocalTenant).Assembly.Location, ".dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        if (environment is not null)
        {
            start.Environment["DOTNET_ENVIRONMENT"] = environment;
        }

        return start;
    }
}
