using AdminPortal.Auth0;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace AdminPortal.Tests.Auth0;

public sealed class Auth0OptionsTests
{
    [Theory]
    [InlineData("company.eu.auth0.com", "https://company.eu.auth0.com/")]
    [InlineData("login.example.com", "https://login.example.com/")]
    [InlineData("http://localhost:5081", "http://localhost:5081/")]
    [InlineData("http://localhost:5081/", "http://localhost:5081/")]
    [InlineData("http://127.0.0.1:5081", "http://127.0.0.1:5081/")]
    public void A_host_or_a_local_address_is_taken_as_the_tenant(string domain, string authority)
    {
        Assert.Empty(FailuresOf(domain, Environments.Development));
        Assert.Equal(authority, new Auth0Options { Domain = domain }.Authority.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://company.eu.auth0.com")]
    [InlineData("company.eu.auth0.com/")]
    [InlineData("company.eu.auth0.com:443")]
    [InlineData("company.eu.auth0.com/api/v2")]
    [InlineData("http://company.eu.auth0.com")]
    [InlineData("http://user@localhost:5081")]
    [InlineData("http://localhost:5081/path")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("company")]
    [InlineData("company.eu.auth0.com.")]
    [InlineData("two words.com")]
    [InlineData("ftp://localhost")]
    public void Anything_else_is_refused_with_key_value_and_cure(string domain)
    {
        var failure = Assert.Single(FailuresOf(domain, Environments.Development));

        Assert.Contains("Auth0:Domain", failure, StringComparison.Ordinal);
        Assert.Contains($"\"{domain}\"", failure, StringComparison.Ordinal);
        Assert.Contains("company.eu.auth0.com", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_local_tenant_is_refused_in_Production()
    {
        var failure = Assert.Single(FailuresOf("http://localhost:5081", Environments.Production));

        Assert.Contains("Production", failure, StringComparison.Ordinal);
        Assert.Empty(FailuresOf("company.eu.auth0.com", Environments.Production));
    }

    [Fact]
    public void Every_malformed_setting_is_named_and_no_secret_is_shown()
    {
        var options = new Auth0Options
        {
            Domain = "company.eu.auth0.com",
            ClientId = "with blank",
            ClientSecret = "hush hush",
            Connection = "",
            Timeout = TimeSpan.Zero,
            Management = new Auth0ManagementOptions { ClientId = "", ClientSecret = "", SecondClientSecret = "second hush" },
        };

        var failures = new Auth0OptionsValidator(new Somewhere(Environments.Production)).Validate(null, options).Failures!.ToList();

        Assert.Equal(7, failures.Count);
        foreach (var key in new[] { "Auth0:ClientId", "Auth0:ClientSecret", "Auth0:Connection", "Auth0:Timeout", "Auth0:Management:ClientId", "Auth0:Management:ClientSecret", "Auth0:Management:SecondClientSecret" })
        {
            Assert.Contains(failures, failure => failure.StartsWith(key + " ", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(failures, failure => failure.Contains("hush", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Free", 1, "Auth0:Limits:Plan must be auto, free, enterprise-nonproduction, professional, enterprise or off; it is \"Free\".")]
    [InlineData("", 1, "Auth0:Limits:Plan must be auto, free, enterprise-nonproduction, professional, enterprise or off; it is \"\".")]
    [InlineData("auto", 0, "Auth0:Limits:Factor must be between 1 and 1000; it is 0.")]
    [InlineData("free", 1001, "Auth0:Limits:Factor must be between 1 and 1000; it is 1001.")]
    public void A_limit_that_can_not_be_kept_is_named_with_its_cure(string plan, int factor, string expected)
    {
        var failure = Assert.Single(FailuresOf("company.eu.auth0.com", Environments.Production, new Auth0LimitsOptions { Plan = plan, Factor = factor }));

        Assert.StartsWith(expected, failure, StringComparison.Ordinal);
        Assert.Contains("Leave it at", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("free")]
    [InlineData("professional")]
    [InlineData("enterprise")]
    [InlineData("enterprise-nonproduction")]
    [InlineData("off")]
    public void Every_plan_can_be_set(string plan) =>
        Assert.Empty(FailuresOf("company.eu.auth0.com", Environments.Production, new Auth0LimitsOptions { Plan = plan, Factor = 1000 }));

    [Fact]
    public void What_nobody_has_given_is_listed_by_key()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Auth0:Domain"] = "company.eu.auth0.com",
            ["Auth0:ClientId"] = " ",
        }).Build();

        Assert.Equal(["Auth0:ClientId", "Auth0:ClientSecret", "Auth0:Management:ClientId", "Auth0:Management:ClientSecret"], Auth0Options.MissingSettings(configuration));
    }

    private static IEnumerable<string> FailuresOf(string domain, string environment, Auth0LimitsOptions? limits = null) =>
        new Auth0OptionsValidator(new Somewhere(environment)).Validate(null, new Auth0Options
        {
            Domain = domain,
            ClientId = "portal",
            ClientSecret = "secret",
            Management = new Auth0ManagementOptions { ClientId = "management", ClientSecret = "secret" },
            Limits = limits ?? new Auth0LimitsOptions(),
        }).Failures ?? [];

    private sealed class Somewhere(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "AdminPortal";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
