using Microsoft.Extensions.Configuration;

namespace AdminPortal.Tests.Shell;

/// <summary>What the framework would answer with a stack trace; that it is told in lines is tested with the program itself.</summary>
public sealed class HostSettingsTests
{
    [Theory]
    [InlineData("urls", "http://localhost:5090")]
    [InlineData("urls", "http://localhost:5090;https://0.0.0.0:5443/")]
    [InlineData("urls", "http://*:80")]
    [InlineData("urls", "http://+")]
    [InlineData("urls", "http://[::1]:0")]
    [InlineData("urls", "http://unix:/tmp/portal.sock")]
    [InlineData("urls", "http://portal.acme.com")]
    [InlineData("http_ports", "8080;8081")]
    [InlineData("Kestrel:Endpoints:Web:Url", "https://*:5443")]
    [InlineData("Logging:LogLevel:Default", "warning")]
    [InlineData("Logging:LogLevel:Default", "")]
    [InlineData("Logging:Console:FormatterName", "json")]
    public void What_the_framework_takes_is_taken(string key, string value) =>
        HostSettings.Demand(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build());
}
