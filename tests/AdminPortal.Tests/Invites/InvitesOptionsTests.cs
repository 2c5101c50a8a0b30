using AdminPortal.Invites;
using AdminPortal.Teams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.Invites;

/// <summary>Settings that can't be meant.</summary>
public class InvitesOptionsTests
{
    [Fact]
    public void The_defaults_are_usable() => Assert.True(Validate(new InvitesOptions()).Succeeded);

    [Fact]
    public void Every_unusable_setting_is_named_with_its_value_and_a_cure()
    {
        var result = Validate(new InvitesOptions { Lifetime = TimeSpan.FromDays(45), Lease = TimeSpan.FromSeconds(1), Parallel = 0 });

        Assert.Equal(3, result.Failures!.Count());
        Assert.Contains("Invites:Lifetime must be between 1 hour and 30 days; it is 45.00:00:00. Write days.hours:minutes:seconds, for example 7.00:00:00.", result.Failures!);
        Assert.Contains(result.Failures!, failure => failure.StartsWith("Invites:Lease must be between 5 seconds and 10 minutes; it is 00:00:01.", StringComparison.Ordinal));
        Assert.Contains(result.Failures!, failure => failure.StartsWith("Invites:Parallel must be between 1 and 64; it is 0.", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_domain_that_is_none_gets_a_line_of_its_own()
    {
        var options = new InvitesOptions { AllowedDomains = { "example.com", "@example.com", "*.example.com", "ana@example.com", "" } };

        var failures = Validate(options).Failures!.ToList();

        Assert.Equal(4, failures.Count);
        Assert.Contains("Invites:AllowedDomains:1 must be a domain; it is “@example.com”. Write what stands after the @, for example example.com, and name each subdomain by itself.", failures);
    }

    [Fact]
    public void Limits_and_the_pause_have_their_bounds()
    {
        var failures = Validate(new InvitesOptions { ResendPause = TimeSpan.FromDays(2), DailyPerInviter = 0, DailyPerCompany = -1 }).Failures!.ToList();

        Assert.Contains(failures, failure => failure.StartsWith("Invites:ResendPause must be between 0 seconds and 1 day; it is 2.00:00:00.", StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.StartsWith("Invites:DailyPerInviter must be between 1 and 1000000; it is 0.", StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.StartsWith("Invites:DailyPerCompany must be between 1 and 1000000; it is -1.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lease_that_a_call_to_Auth0_could_outlast_is_refused()
    {
        var result = Validate(new InvitesOptions { Lease = TimeSpan.FromSeconds(45) }, timeout: "00:00:45");

        Assert.StartsWith("Invites:Lease must be longer than Auth0:Timeout", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_without_a_name_or_named_twice_is_pointed_out()
    {
        var options = new RolesOptions { Offered = { "Member", " ", "member" } };

        var result = new RolesOptionsValidator().Validate(null, options);

        Assert.Contains(result.Failures!, failure => failure.StartsWith("Roles:Offered:1 must be the name", StringComparison.Ordinal));
        Assert.Contains(result.Failures!, failure => failure.Contains("“Member” stands there 2 times", StringComparison.Ordinal));
    }

    private static ValidateOptionsResult Validate(InvitesOptions options, string? timeout = null) =>
        new InvitesOptionsValidator(new ConfigurationBuilder().AddInMemoryCollection([new("Auth0:Timeout", timeout)]).Build()).Validate(null, options);
}
