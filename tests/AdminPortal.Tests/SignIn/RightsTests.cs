using System.Net;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;
using Microsoft.Extensions.Options;
using NewUsers = Auth0Emulator.Tenant.NewUsers;
using TenantMember = Auth0Emulator.Tenant.RoleMember;

namespace AdminPortal.Tests.SignIn;

public sealed class RightsTests
{
    private const string AdminRoleId = "rol_PortalAdmin00000";
    private const string OutsiderId = "auth0|6741a0000000000000000004";

    [Fact]
    public async Task Somebody_without_the_role_reads_which_one_is_needed_and_whom_to_ask()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();

        var page = await browser.SignInAsync(SignInKit.Outsider, from: "/invites");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("One role is missing", page.Heading);
        Assert.Contains(SignInKit.Outsider, page.Words, StringComparison.Ordinal);
        Assert.Equal(
            ["Portal Admin: everything.", "Portal Team Lead: the invitations of the teams you lead.", "Portal Support: looking up what became of an invitation."],
            page.Document.QuerySelectorAll("main li, body li").Select(item => item.TextContent.Trim()).Distinct());
        Assert.Contains("Ask Ada Admin for it", page.Words, StringComparison.Ordinal);
        Assert.Contains(OutsiderId, page.Words, StringComparison.Ordinal);
        Assert.Equal("/signin/no-access", (await browser.GoToAsync("/")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_role_given_meanwhile_counts_at_the_next_sign_in()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Outsider);
        portal.Tenant.State.Change(tenant => tenant.RoleMembers.Add(new TenantMember(AdminRoleId, OutsiderId)));

        var page = await browser.GoToAsync("/signin?returnUrl=%2Finvites");

        Assert.Equal("/invites", page.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_role_taken_away_counts_in_open_pages_after_the_next_look()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        await using var open = portal.SignedInAs(SignInKit.Admin);
        Assert.True((await open.Get<CurrentPerson>().FindAsync())!.May(Right.InvitePeople));
        portal.Tenant.State.Change(tenant => tenant.RoleMembers.RemoveAll(member => member.RoleId == AdminRoleId));

        await portal.Get<SignInWatch>().LookAsync(default);

        Assert.Empty((await open.Get<CurrentPerson>().FindAsync())!.Reaches);
        Assert.Equal("/signin/no-access", (await browser.GoToAsync("/invites")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Looking_happens_every_45_seconds_by_itself()
    {
        await using var tenant = await LocalTenant.StartAsync(new LocalTenantOptions { Seed = PortalHostOptions.AnyPort });
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Tenant = tenant });
        using var changed = new SemaphoreSlim(0);
        portal.Get<PortalRoleMembers>().Changed += () => changed.Release();

        while (!portal.Get<PortalRoleMembers>().IsKnown(PortalRole.Admin))
        {
            Assert.True(await changed.WaitAsync(TimeSpan.FromSeconds(30)), "The role was not read.");
        }

        Assert.Equal(["admin@example.com"], portal.Get<PortalRoleMembers>().Members(PortalRole.Admin).Select(member => member.Email));
    }

    [Fact]
    public async Task An_account_blocked_or_removed_while_its_page_is_open_is_signed_out_at_the_next_look()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        portal.Tenant.State.Change(tenant =>
        {
            var user = tenant.UserByEmail(SignInKit.Admin, TenantSeed.ConnectionName)!;
            tenant.PutUser(user with { Blocked = true }, portal.Clock.GetUtcNow());
        });

        await portal.Get<SignInWatch>().LookAsync(default);

        Assert.NotNull(Assert.Single(await portal.SessionsAsync()).EndedAt);
        Assert.Equal("Your session is over", (await browser.GoToAsync("/invites")).Heading);
    }

    [Fact]
    public async Task With_more_people_here_than_one_look_asks_after_the_next_look_goes_on_with_the_others()
    {
        await using var portal = await SignInKit.PortalAsync();
        string[] subjects = [.. Enumerable.Range(1, 135).Select(number => $"auth0|person{number:000}")];
        await AreHereAsync(portal, subjects);
        Block(portal, subjects[^1]);

        var asked = new List<IReadOnlyList<string>> { await AskedAfterAsync(portal), await AskedAfterAsync(portal) };
        Assert.DoesNotContain(await portal.SessionsAsync(), session => session.EndedAt is not null);
        asked.Add(await AskedAfterAsync(portal));
        asked.Add(await AskedAfterAsync(portal));

        Assert.Equal([subjects[..60], subjects[60..120], [.. subjects[120..], .. subjects[..45]], subjects[45..105]], asked);
        Assert.Equal(subjects[^1], Assert.Single(await portal.SessionsAsync(), session => session.EndedAt is not null).Subject);
    }

    [Fact]
    public async Task A_look_that_Auth0_slows_down_goes_on_next_time_with_the_person_it_could_not_ask_after()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        string[] subjects = ["auth0|person01", "auth0|person02", "auth0|person03"];
        await AreHereAsync(portal, subjects);
        Block(portal, subjects[1]);
        portal.Tenant.Faults.Add(Fault.Busy("GET /api/v2/users/{id}", times: 1) with { Containing = subjects[1] });

        Assert.Equal(subjects[..2], await AskedAfterAsync(portal));
        clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal([subjects[1], subjects[2], subjects[0]], await AskedAfterAsync(portal));
        Assert.Equal(subjects[1], Assert.Single(await portal.SessionsAsync(), session => session.EndedAt is not null).Subject);
    }

    [Fact]
    public async Task A_role_whose_name_only_resembles_the_admin_role_gives_nothing()
    {
        await using var portal = await SignInKit.PortalAsync();
        portal.Tenant.State.Change(tenant =>
        {
            tenant.Roles.Insert(0, new Auth0Emulator.Tenant.TenantRole { Id = "rol_resembling000001", Name = "portal admin", Description = "" });
            tenant.Roles.Insert(0, new Auth0Emulator.Tenant.TenantRole { Id = "rol_resembling000002", Name = "No Portal Admin", Description = "" });
            tenant.RoleMembers.Add(new TenantMember("rol_resembling000001", OutsiderId));
            tenant.RoleMembers.Add(new TenantMember("rol_resembling000002", OutsiderId));
        });
        using var browser = portal.NewBrowser();

        Assert.Equal("One role is missing", (await browser.SignInAsync(SignInKit.Outsider)).Heading);
        Assert.Equal(["admin@example.com"], portal.Get<PortalRoleMembers>().Members(PortalRole.Admin).Select(member => member.Email));
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public async Task The_first_admin_may_do_everything_while_nobody_holds_the_role_and_only_with_a_verified_address(bool isVerified, bool isNamed, bool mayEverything)
    {
        await using var portal = await SignInKit.PortalAsync(settings: FirstAdmin(isNamed ? "Outsider@Example.com" : "somebody@example.com"));
        portal.Tenant.State.Change(tenant =>
        {
            tenant.RoleMembers.Clear();
            tenant.PutUser(tenant.User(OutsiderId)! with { EmailVerified = isVerified }, portal.Clock.GetUtcNow());
        });
        using var browser = portal.NewBrowser();

        var page = await browser.SignInAsync(SignInKit.Outsider, from: "/invites");

        var session = Assert.Single(await portal.SessionsAsync());
        var person = portal.Get<RightsOf>().Person(new SignedInIdentity(session.Subject, session.Name, session.Email, session.EmailVerified, null));
        Assert.Equal(mayEverything ? RightsMatrix.Rights.Where(right => RightsMatrix.ReachOf(right, PortalRole.Admin) == Reach.Everything) : [], person.Reaches.Keys.Order());
        Assert.Equal(mayEverything ? "First admin" : "", person.RoleName);
        Assert.Equal(mayEverything ? "/invites" : "/signin/no-access", page.Address.AbsolutePath);
    }

    [Fact]
    public async Task Once_somebody_holds_the_role_the_first_admin_is_nobody_special()
    {
        await using var portal = await SignInKit.PortalAsync(settings: FirstAdmin(SignInKit.Outsider));
        using var browser = portal.NewBrowser();

        Assert.Equal("One role is missing", (await browser.SignInAsync(SignInKit.Outsider)).Heading);
    }

    [Fact]
    public async Task While_the_holders_can_not_be_read_the_first_admin_only_sees_what_is_wrong()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock, FirstAdmin(SignInKit.Outsider));
        portal.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:roles");
        await portal.Get<ManagementTokenCache>().RenewAsync(default);
        clock.Advance(TimeSpan.FromMinutes(11));
        using var browser = portal.NewBrowser();

        var page = await browser.SignInAsync(SignInKit.Outsider, from: "/invites");

        Assert.Equal("The portal can't read who is admin", page.Heading);
        Assert.Contains("read:roles", page.Words, StringComparison.Ordinal);
        var person = portal.Get<RightsOf>().Person(new SignedInIdentity(OutsiderId, "", SignInKit.Outsider, true, null));
        Assert.Equal([Right.SeeTenantProblems], person.Reaches.Keys);
    }

    public static TheoryData<string, PortalRole> Holders => new()
    {
        { SignInKit.Admin, PortalRole.Admin },
        { "lead@example.com", PortalRole.TeamLead },
        { "support@example.com", PortalRole.Support },
    };

    [Theory]
    [MemberData(nameof(Holders))]
    public async Task The_last_answer_about_the_roles_holds_ten_minutes_while_Auth0_is_gone_and_then_only_reading_is_left(string email, PortalRole role)
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        await using var open = portal.SignedInAs(email);
        portal.Tenant.Faults.Add(Fault.Drop("GET /api/v2/roles"));

        clock.Advance(TimeSpan.FromMinutes(9));
        await portal.Get<SignInWatch>().LookAsync(default);
        var held = (await open.Get<CurrentPerson>().FindAsync())!;
        clock.Advance(TimeSpan.FromMinutes(2));
        await portal.Get<SignInWatch>().LookAsync(default);
        var narrowed = (await open.Get<CurrentPerson>().FindAsync())!;

        Assert.False(held.IsNarrowed);
        Assert.Equal(RightsOfRole(role), held.Reaches.Keys.Order());
        Assert.True(narrowed.IsNarrowed);
        Assert.Equal(RightsOfRole(role).Where(RightsMatrix.OnlyReads), narrowed.Reaches.Keys.Order());
        Assert.NotEmpty(narrowed.Reaches);
    }

    [Fact]
    public async Task An_admin_reads_on_while_Auth0_is_gone_for_longer_than_ten_minutes()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        portal.Tenant.Faults.Add(Fault.Drop("GET /api/v2/roles"));
        clock.Advance(TimeSpan.FromMinutes(11));

        var page = await browser.GoToAsync("/invites");

        Assert.Equal("/invites", page.Address.AbsolutePath);
        Assert.Contains("Rights are narrowed to reading:", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Everybody_who_listens_hears_when_the_holders_come_change_and_lapse()
    {
        var clock = new ManualClock();
        var members = new PortalRoleMembers(clock, Options.Create(new SignInOptions()));
        var changes = 0;
        members.Changed += () => changes++;
        var ada = new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new RoleMember("auth0|ada", "ada@example.com", "Ada")]);
        var silence = new Auth0Result<IReadOnlyList<RoleMember>>.Unreachable("Auth0 gave no answer.", MayHaveActed: false);

        members.Learn(PortalRole.Admin, ada);
        members.Learn(PortalRole.Admin, ada);
        clock.Advance(TimeSpan.FromMinutes(9));
        members.Learn(PortalRole.Admin, silence);
        var held = members.IsKnown(PortalRole.Admin);
        clock.Advance(TimeSpan.FromMinutes(2));
        members.Learn(PortalRole.Admin, silence);

        Assert.True(held);
        Assert.False(members.IsKnown(PortalRole.Admin));
        Assert.Equal("Auth0 gave no answer.", members.Problem(PortalRole.Admin));
        Assert.Equal(2, changes);
    }

    [Fact]
    public void Who_asked_after_the_last_answer_had_lapsed_hears_when_the_same_answer_comes_again()
    {
        var clock = new ManualClock();
        var members = new PortalRoleMembers(clock, Options.Create(new SignInOptions()));
        var ada = new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new RoleMember("auth0|ada", "ada@example.com", "Ada")]);
        members.Learn(PortalRole.Admin, ada);
        clock.Advance(TimeSpan.FromMinutes(11));
        var told = new List<bool>();
        members.Changed += () => told.Add(members.IsKnown(PortalRole.Admin));

        Assert.False(members.IsKnown(PortalRole.Admin));
        members.Learn(PortalRole.Admin, ada);

        Assert.Equal([true], told);
    }

    [Fact]
    public async Task Sessions_that_ended_long_ago_are_forgotten()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = await portal.SignInOverHttpAsync(SignInKit.Admin);
        clock.Advance(TimeSpan.FromDays(7));
        await portal.Get<SignInWatch>().LookAsync(default);
        var kept = (await portal.SessionsAsync()).Count;
        clock.Advance(TimeSpan.FromDays(1));

        await portal.Get<SignInWatch>().LookAsync(default);

        Assert.Equal(1, kept);
        Assert.Empty(await portal.SessionsAsync());
    }

    [Fact]
    public async Task Nobody_signed_in_is_nobody()
    {
        await using var portal = await SignInKit.PortalAsync();
        await using var nobody = portal.SignedOut();

        Assert.Null(await nobody.Get<CurrentPerson>().FindAsync());
    }

    [Theory]
    [InlineData("", "", 2, 12, "SignIn:AdminRole")]
    [InlineData(" Portal Admin", "", 2, 12, "SignIn:AdminRole")]
    [InlineData("Portal Admin", "not an address", 2, 12, "SignIn:FirstAdmin")]
    [InlineData("Portal Admin", "", 0, 12, "SignIn:IdleLifetime")]
    [InlineData("Portal Admin", "", 13, 12, "SignIn:IdleLifetime")]
    [InlineData("Portal Admin", "", 2, 24 * 31, "SignIn:AbsoluteLifetime")]
    public void A_malformed_setting_is_named(string role, string firstAdmin, int idle, int absolute, string key)
    {
        var failures = new SignInOptionsValidator().Validate(null, new SignInOptions
        {
            AdminRole = role,
            FirstAdmin = firstAdmin,
            IdleLifetime = TimeSpan.FromHours(idle),
            AbsoluteLifetime = TimeSpan.FromHours(absolute),
        }).Failures;

        Assert.StartsWith(key, Assert.Single(failures!), StringComparison.Ordinal);
        Assert.True(new SignInOptionsValidator().Validate(null, new SignInOptions()).Succeeded);
    }

    private static async Task AreHereAsync(PortalHost portal, IEnumerable<string> subjects)
    {
        foreach (var subject in subjects)
        {
            var email = $"{subject.Split('|')[1]}@example.com";
            portal.Tenant.State.Change(tenant => tenant.PutUser(
                NewUsers.Shape(email, TenantSeed.ConnectionName, "", portal.Clock.GetUtcNow()) with { UserId = subject }, portal.Clock.GetUtcNow()));
            await portal.Get<SessionKeeper>().StartAsync(new SignedInIdentity(subject, "", email, true, null), SignInPlace.Unknown, default);
        }
    }

    private static void Block(PortalHost portal, string subject) =>
        portal.Tenant.State.Change(tenant => tenant.PutUser(tenant.User(subject)! with { Blocked = true }, portal.Clock.GetUtcNow()));

    private static async Task<IReadOnlyList<string>> AskedAfterAsync(PortalHost portal)
    {
        portal.Tenant.Journal.Clear();
        await portal.Get<SignInWatch>().LookAsync(default);
        return [.. portal.Tenant.Journal.On("GET /api/v2/users/{id}").Select(call => call.Path.Split('/')[^1])];
    }

    // Leads ask while the setting does not let them invite.
    private static IEnumerable<Right> RightsOfRole(PortalRole role) =>
        RightsMatrix.Rights.Where(right => RightsMatrix.ReachOf(right, role) != Reach.None && (role, right) != (PortalRole.TeamLead, Right.InvitePeople));

    private static Dictionary<string, string?> FirstAdmin(string address) => new(StringComparer.Ordinal) { ["SignIn:FirstAdmin"] = address };
}
