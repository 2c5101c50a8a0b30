using AdminPortal.Auth0;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.SignIn;

/// <summary>What is made from the one table: rights, policies, and what stays when nobody knows who holds which role.</summary>
public sealed class RightsMatrixTests
{
    private static readonly SignedInIdentity Mira = new("auth0|mira", "Mira Kovač", "mira@example.com", true, null);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_role_has_exactly_the_rights_of_the_table_and_each_right_has_a_policy_that_says_the_same(bool leadsMayInvite)
    {
        await using var portal = await SignInKit.PortalAsync(settings: new() { ["Invites:LeadsMayInvite"] = leadsMayInvite ? "true" : "false" });
        var (members, policies) = (portal.Get<PortalRoleMembers>(), portal.Get<IAuthorizationService>());
        foreach (var role in RightsMatrix.Roles)
        {
            Give(members, role);
            var person = portal.Get<RightsOf>().Person(Mira);
            foreach (var right in RightsMatrix.Rights)
            {
                var wanted = (role, right, leadsMayInvite) is (PortalRole.TeamLead, Right.InvitePeople, false) or (PortalRole.TeamLead, Right.AskForInvites, true)
                    ? Reach.None
                    : RightsMatrix.ReachOf(right, role);
                var allowed = await policies.AuthorizeAsync(PersonClaims.Principal(Mira, "test"), null, right.ToString());
                Assert.Equal((role, right, wanted, wanted != Reach.None), (role, right, person.ReachOf(right), allowed.Succeeded));
            }

            members.Learn(role, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([]));
        }
    }

    [Fact]
    public async Task Without_a_role_no_policy_lets_anybody_pass_not_even_that_of_pages_that_say_nothing()
    {
        await using var portal = await SignInKit.PortalAsync();
        var nobody = PersonClaims.Principal(Mira, "test");
        foreach (var right in RightsMatrix.Rights)
        {
            Assert.False((await portal.Get<IAuthorizationService>().AuthorizeAsync(nobody, null, right.ToString())).Succeeded);
        }

        var fallback = (await portal.Get<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync())!;
        Assert.False((await portal.Get<IAuthorizationService>().AuthorizeAsync(nobody, null, fallback)).Succeeded);
        Give(portal.Get<PortalRoleMembers>(), PortalRole.Support);
        Assert.True((await portal.Get<IAuthorizationService>().AuthorizeAsync(nobody, null, fallback)).Succeeded);
    }

    [Theory]
    [InlineData(PortalRole.Admin)]
    [InlineData(PortalRole.TeamLead)]
    [InlineData(PortalRole.Support)]
    public void After_ten_minutes_of_silence_each_role_reads_and_nothing_else(PortalRole role)
    {
        var clock = new ManualClock();
        var members = Members(clock);
        Give(members, role);
        var rights = Rights(members);
        var before = rights.Person(Mira);
        clock.Advance(PortalRoleMembers.LastAnswerHolds);

        var after = rights.Person(Mira);

        Assert.False(before.IsNarrowed);
        Assert.True(after.IsNarrowed);
        Assert.Equal(before.Reaches.Where(reach => RightsMatrix.OnlyReads(reach.Key)).OrderBy(reach => reach.Key), after.Reaches.OrderBy(reach => reach.Key));
        Assert.All([Right.InvitePeople, Right.ResendInvites, Right.RevokeInvites, Right.ManageTeams, Right.EndSessions, Right.ChangeSetup], right => Assert.False(after.May(right)));
    }

    [Fact]
    public void Whoever_holds_two_roles_has_the_wider_reach_of_both()
    {
        var members = Members(new ManualClock());
        Give(members, PortalRole.TeamLead);
        Give(members, PortalRole.Support);

        var person = Rights(members).Person(Mira);

        Assert.Equal("Portal Team Lead, Portal Support", person.RoleName);
        Assert.Equal((Reach.LedTeams, Reach.Everything), (person.ReachOf(Right.SeeInvites), person.ReachOf(Right.LookUpInvites)));
    }

    [Fact]
    public void A_right_over_led_teams_reaches_no_other_team_and_nothing_without_one()
    {
        var (own, other) = (new Guid("00000000-0000-0000-0000-000000000001"), new Guid("00000000-0000-0000-0000-000000000002"));
        var members = Members(new ManualClock());
        Give(members, PortalRole.TeamLead);

        var person = Rights(members).Person(Mira) with { LedTeams = new HashSet<Guid> { own } };

        Assert.True(person.May(Right.ResendInvites, own));
        Assert.False(person.May(Right.ResendInvites, other));
        Assert.False(person.May(Right.ResendInvites, null));
        Assert.False(person.May(Right.RevokeInvites, own));
    }

    [Fact]
    public void An_open_page_hears_by_the_clock_alone_that_the_last_answer_is_too_old()
    {
        var clock = new ManualClock();
        var members = Members(clock);
        Give(members, PortalRole.Admin);
        clock.Advance(TimeSpan.FromMinutes(4));
        Give(members, PortalRole.Support);
        var told = new List<(bool Admin, bool Support)>();
        members.Changed += () => told.Add((members.IsKnown(PortalRole.Admin), members.IsKnown(PortalRole.Support)));

        clock.Advance(TimeSpan.FromMinutes(5.9));
        Assert.Empty(told);
        clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal([(false, true)], told);
        clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal([(false, true), (false, false)], told);
    }

    [Fact]
    public async Task Whether_leads_may_invite_is_yes_or_no_or_the_portal_does_not_start()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => SignInKit.PortalAsync(settings: new() { ["Invites:LeadsMayInvite"] = "maybe" }));

        Assert.Equal(["Invites:LeadsMayInvite must be true or false; it is \"maybe\"."], StartFailure.Explain(failure));
    }

    private static PortalRoleMembers Members(ManualClock clock) => new(clock, Options.Create(new SignInOptions()));

    private static RightsOf Rights(PortalRoleMembers members) => new(members, Options.Create(new SignInOptions()), Options.Create(new LeadsOptions()));

    private static void Give(PortalRoleMembers members, PortalRole role) =>
        members.Learn(role, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new RoleMember(Mira.Subject, Mira.Email, Mira.Name)]));
}
