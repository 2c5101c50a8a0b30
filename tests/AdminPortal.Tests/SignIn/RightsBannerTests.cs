using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Tests.Shell;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.SignIn;

/// <summary>What an open page says when the rights of whoever sits before it change.</summary>
public sealed class RightsBannerTests : PageContext
{
    private readonly BunitPersistentComponentState _carriedAlong;

    public RightsBannerTests()
    {
        Services.AddSupplyValueFromPersistentComponentStateProvider();
        _carriedAlong = AddBunitPersistentComponentState();
    }

    [Fact]
    public void On_a_page_whose_rights_have_not_changed_it_says_nothing()
    {
        var banner = Render<RightsBanner>();

        Give(PortalRole.Support, "auth0|other");
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(banner.Markup.Trim());
    }

    [Fact]
    public void Another_role_is_told_with_both_names_and_the_way_out()
    {
        var banner = Render<RightsBanner>();
        Give(PortalRole.Support, Who!.Subject);
        TakeTheRoleAway();

        banner.WaitForAssertion(() => Assert.Equal(
            "Your role has changed: you were Portal Admin, now Portal Support. What you may no longer do is refused from now on.",
            banner.Find(".banner[role=alert] span").TextContent));
        Assert.Equal(("Load the page anew", "http://localhost/", "false"), (banner.Find("a").TextContent, banner.Find("a").GetAttribute("href"), banner.Find("a").GetAttribute("data-enhance-nav")));
    }

    [Fact]
    public void A_role_taken_away_is_told_and_takes_the_banner_along_when_it_comes_back()
    {
        var banner = Render<RightsBanner>();
        TakeTheRoleAway();
        banner.WaitForAssertion(() => Assert.Contains("Your role was taken away. You were Portal Admin. Everything is refused from now on", banner.Find(".banner").TextContent, StringComparison.Ordinal));

        GiveTheRoleBack();
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
    }

    [Fact]
    public async Task Other_teams_to_lead_are_told_within_a_minute()
    {
        TakeTheRoleAway();
        Give(PortalRole.TeamLead, Who!.Subject);
        var banner = Render<RightsBanner>();
        await LeadAsync("Sales");

        Clock.Advance(TimeSpan.FromSeconds(60));

        banner.WaitForAssertion(() => Assert.StartsWith("You lead other teams now.", banner.Find(".banner span").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_page_was_drawn_with_comes_along_into_the_live_page()
    {
        SetRendererInfo(new RendererInfo("Static", false));
        Render<RightsBanner>();
        _carriedAlong.TriggerOnPersisting();

        // Between the drawing and the live connection the role is taken away: nobody is told of that change by an event.
        TakeTheRoleAway();
        SetRendererInfo(new RendererInfo("Server", true));
        var live = Render<RightsBanner>();

        Assert.Contains("You were Portal Admin.", live.Find(".banner").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_page_of_the_portal_is_drawn_with_the_rights_of_then_and_a_place_within_the_same_page_is_not()
    {
        var banner = Render<RightsBanner>();
        TakeTheRoleAway();
        banner.WaitForAssertion(() => Assert.NotEmpty(banner.FindAll(".banner")));
        var navigation = Services.GetRequiredService<NavigationManager>();

        navigation.NavigateTo("/#latest");
        Assert.NotEmpty(banner.FindAll(".banner"));
        navigation.NavigateTo("/invites");

        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
    }

    [Fact]
    public void Ten_minutes_of_silence_are_told_by_the_clock_alone_and_end_with_the_next_answer()
    {
        var tenant = Services.GetRequiredService<TenantState>();
        var banner = Render<RightsBanner>();
        tenant.HeardNothing();
        Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Empty(banner.FindAll(".banner"));
        Clock.Advance(TimeSpan.FromMinutes(1.1));

        banner.WaitForAssertion(() => Assert.Equal(
            "Rights are narrowed to reading: Auth0 has not answered since 10:12. Reading goes on; it is tried again every 45 seconds.",
            banner.Find(".banner[role=status] span").TextContent));
        Assert.Single(banner.FindAll(".banner"));

        GiveTheRoleBack();
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
    }

    [Fact]
    public void Where_Auth0_answers_and_will_not_say_who_holds_the_role_an_admin_reads_why()
    {
        var banner = Render<RightsBanner>();
        Services.GetRequiredService<PortalRoleMembers>().Learn(PortalRole.Admin, new Auth0Result<IReadOnlyList<RoleMember>>.Denied(["read:roles"], "Insufficient scope"));
        Clock.Advance(TimeSpan.FromMinutes(11));

        banner.WaitForAssertion(() => Assert.Contains("Who holds Portal Admin could not be read since 10:12: The Management token lacks read:roles.", banner.Find(".banner").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void The_account_menu_names_the_new_role()
    {
        var card = Render<PersonCard>();
        Assert.Equal("Portal Admin", card.Find("small").TextContent);

        Give(PortalRole.Support, Who!.Subject);
        TakeTheRoleAway();

        card.WaitForAssertion(() => Assert.Equal("Portal Support", card.Find("small").TextContent));
    }

    private void Give(PortalRole role, string subject) =>
        Services.GetRequiredService<PortalRoleMembers>().Learn(role, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new RoleMember(subject, "", "")]));

    private async Task LeadAsync(string name)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var team = Team.Create(Guid.CreateVersion7(Start), name, [], [], Start);
        db.Teams.Add(team);
        db.TeamLeads.Add(TeamLead.Of(team.Id, Who!.Subject, Who.Name, Who.Email));
        await db.SaveChangesAsync();
    }
}
