using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.Invites;

/// <summary>Which domains may be invited, when inviting and once more when delivering.</summary>
public class AllowedDomainsTests
{
    [Theory]
    [InlineData("ana@example.com")]
    [InlineData("ANA@EXAMPLE.COM")]
    [InlineData("ana@münchen.example")]
    [InlineData("ana@MÜNCHEN.example")]
    [InlineData("ana@xn--mnchen-3ya.example")]
    public void A_domain_is_the_same_in_every_spelling(string address) => Assert.Null(Domains("Example.com", "xn--MNCHEN-3ya.example").WhyNot(Read(address)));

    [Theory]
    [InlineData("ana@example.org")]
    [InlineData("ana@sub.example.com")]
    [InlineData("ana@notexample.com")]
    [InlineData("ana@example.com.evil.example")]
    public void Every_other_domain_is_refused_and_the_allowed_ones_are_named(string address)
    {
        var why = Domains("example.com", "münchen.example").WhyNot(Read(address));

        Assert.NotNull(why);
        Assert.StartsWith(address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..], why, StringComparison.Ordinal);
        Assert.EndsWith("may be invited: example.com and münchen.example.", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_domain_all_are_allowed() => Assert.Null(Domains().WhyNot(Read("ana@anywhere.example")));

    [Fact]
    public async Task A_foreign_domain_is_refused_and_the_good_ones_go_out()
    {
        await using var world = await StartAsync("example.com");

        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("ana@example.com", "ivo@elsewhere.example")));

        Assert.Equal("ana@example.com", Assert.Single(outcome.Invited).Email);
        var refused = Assert.Single(outcome.NotInvited);
        Assert.Equal((NotInvitedReason.DomainNotAllowed, "elsewhere.example is not among the domains that may be invited: example.com."), (refused.Reason, refused.Why));
    }

    [Fact]
    public async Task A_rule_that_became_stricter_stops_what_was_recorded_before_anything_is_asked_of_Auth0()
    {
        await using var world = await StartAsync("example.com");
        var id = await RecordedBeforeAsync(world, "ivo@elsewhere.example");
        await world.SweepAsync();

        var failure = (await world.ShownAsync(id)).Failure!;
        Assert.Equal("domain-not-allowed", failure.Code);
        Assert.Contains("elsewhere.example", failure.Why, StringComparison.Ordinal);
        Assert.Contains("Invites:AllowedDomains", failure.Cure, StringComparison.Ordinal);
        Assert.Equal(0, world.Calls("POST /api/v2/users"));
        Assert.Empty(world.Tenant.Mail.All);
        Assert.Contains("may be invited", Assert.IsType<ResendOutcome.NotPossible>(await world.ResendAsync(id)).Why, StringComparison.Ordinal);
    }

    private static async Task<Guid> RecordedBeforeAsync(InviteWorld world, string address)
    {
        await using var db = await world.ContextAsync();
        var invite = Invite.Create(Guid.CreateVersion7(world.Now), Read(address), null, [], TimeSpan.FromDays(7), null, new Inviter("auth0|mira", "Mira"), world.Now);
        db.Invites.Add(invite);
        await db.SaveChangesAsync();
        return invite.Id;
    }

    private static Task<InviteWorld> StartAsync(string domain) =>
        InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Invites:AllowedDomains:0"] = domain } });

    private static EmailAddress Read(string address) => EmailAddress.Read(address).Address!;

    private static AllowedDomains Domains(params string[] domains)
    {
        var options = new InvitesOptions();
        foreach (var domain in domains)
        {
            options.AllowedDomains.Add(domain);
        }

        return new AllowedDomains(Options.Create(options));
    }
}
