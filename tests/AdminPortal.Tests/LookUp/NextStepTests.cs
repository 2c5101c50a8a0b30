using AdminPortal.Invites;
using AdminPortal.LookUp;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Http;

namespace AdminPortal.Tests.LookUp;

public sealed class NextStepTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 12, 0, TimeSpan.Zero);
    private static readonly LookedUpTeam Sales = new("Sales", IsArchived: false, HasLead: true);
    private static readonly ViewerZone Zagreb = new(new HttpContextAccessor()) { Id = "Europe/Zagreb" };

    [Fact]
    public void Expired_yesterday_names_the_team_whose_leads_can_send_it_again() => Assert.Equal(
        "Expired yesterday. A team lead of Sales or an admin can send it again.",
        Step(InviteStatus.Expired, invite => invite with { ExpiresAt = Now.AddHours(-15), Team = Sales }));

    [Theory]
    [InlineData("2026-11-22T09:00:00Z", "today")]
    [InlineData("2026-11-21T23:00:00Z", "today")]
    [InlineData("2026-11-21T22:59:00Z", "yesterday")]
    [InlineData("2026-11-18T09:00:00Z", "4 days ago")]
    [InlineData("2026-11-12T09:00:00Z", "on 12 November")]
    [InlineData("2025-11-12T09:00:00Z", "on 12 November 2025")]
    public void Days_are_those_of_the_person_at_the_screen(string at, string day) => Assert.Equal(
        $"Expired {day}. An admin can send it again.",
        Step(InviteStatus.Expired, invite => invite with { ExpiresAt = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) }));

    [Fact]
    public void A_team_nobody_leads_leaves_the_admin() => Assert.Equal(
        "Expired today. An admin can send it again.",
        Step(InviteStatus.Expired, invite => invite with { ExpiresAt = Now, Team = Sales with { HasLead = false } }));

    [Fact]
    public void An_archived_team_is_restored_first() => Assert.Equal(
        "Expired today. Its team Sales is archived: an admin restores the team first, or invites them into another one.",
        Step(InviteStatus.Expired, invite => invite with { ExpiresAt = Now, Team = Sales with { IsArchived = true } }));

    [Fact]
    public void Pending_says_which_email_to_look_for_and_until_when_it_works()
    {
        Assert.Equal(
            "Ask them to look for the email of 20 November, 10:12, in the spam folder too. Its link works until 27 November, 10:12; a team lead of Sales or an admin can send it again.",
            Step(InviteStatus.Sent, invite => invite with { SentAt = Now.AddDays(-2), ExpiresAt = Now.AddDays(5), Team = Sales }));
        Assert.EndsWith("; an admin can send it again.", Step(InviteStatus.Sent, invite => invite with { SentAt = Now, ExpiresAt = Now.AddDays(5), Team = Sales with { IsArchived = true } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Not_confirmed_asks_the_person_first() => Assert.Equal(
        "Auth0 may or may not have sent the email. Ask them whether it has arrived; if it has not, a team lead of Sales or an admin can send it again.",
        Step(InviteStatus.Unconfirmed, invite => invite with { Team = Sales }));

    [Fact]
    public void Accepted_says_when_and_that_they_can_sign_in()
    {
        Assert.Equal("Accepted yesterday. They can sign in; a forgotten password they renew on the sign-in page.", Step(InviteStatus.Accepted, invite => invite with { AcceptedAt = Now.AddDays(-1) }));
        Assert.Equal("Accepted yesterday. They can sign in and have done so; a forgotten password they renew on the sign-in page.", Step(InviteStatus.Accepted, invite => invite with { AcceptedAt = Now.AddDays(-1), FirstSignInAt = Now }));
    }

    [Fact]
    public void Revoked_says_who_did_it_and_who_can_invite_again_where_leads_may_a_lead_too()
    {
        Assert.Equal("Revoked today by Mira Kovač. An admin can invite them again.", Step(InviteStatus.Revoked, invite => invite with { RevokedAt = Now, RevokedByName = "Mira Kovač", Team = Sales }));
        Assert.Equal("Revoked today by Mira Kovač. A team lead of Sales or an admin can invite them again.", Step(InviteStatus.Revoked, invite => invite with { RevokedAt = Now, RevokedByName = "Mira Kovač", Team = Sales, LeadsMayInvite = true }));
        Assert.StartsWith("It is being withdrawn", Step(InviteStatus.Revoking), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("already-member", "They have an account with this address already and can sign in; a forgotten password they renew on the sign-in page.")]
    [InlineData("address-refused", "No mail reaches this address. Ask them for the right one; an admin can invite it.")]
    [InlineData("plan", "It was not sent. The plan does not include it. Tell an admin: Upgrade the plan.")]
    public void Not_sent_says_why_and_who_can_cure_it(string code, string step) =>
        Assert.Equal(step, Step(InviteStatus.Failed, invite => invite with { Failure = new FailureText(code, "The plan does not include it.", "Upgrade the plan.") }));

    [Fact]
    public void Whatever_it_waits_for_there_are_words_of_its_own()
    {
        var steps = Enum.GetValues<WaitReason>().Select(reason => Step(InviteStatus.Queued, invite => invite with { WaitReason = reason })).ToList();
        Assert.Equal(steps.Count, steps.Distinct().Count());
        Assert.All(steps, step => Assert.EndsWith(".", step, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_status_has_a_step_and_none_a_link() => Assert.All(Enum.GetValues<InviteStatus>(), status =>
    {
        var step = Step(status);
        Assert.EndsWith(".", step, StringComparison.Ordinal);
        Assert.DoesNotContain("http", step, StringComparison.OrdinalIgnoreCase);
    });

    private static string Step(InviteStatus status, Func<LookedUpInvite, LookedUpInvite>? change = null)
    {
        var invite = new LookedUpInvite { Email = "ana@example.com", Status = status, InvitedByName = "Mira Kovač", CreatedAt = Now };
        return NextStep.Of(change?.Invoke(invite) ?? invite, Now, Zagreb);
    }
}
