using AdminPortal.Invites;
using AdminPortal.Tests.Shell;
using Bunit;

namespace AdminPortal.Tests.Invites;

public sealed class StatusChipTests : PageContext
{
    [Theory]
    [InlineData(InviteStatus.Queued, "Sending", "send", "chip blue")]
    [InlineData(InviteStatus.Sent, "Pending", "clock", "chip amber")]
    [InlineData(InviteStatus.Unconfirmed, "Not confirmed", "question", "chip amber outline")]
    [InlineData(InviteStatus.Revoking, "Revoking…", "busy", "chip red outline")]
    [InlineData(InviteStatus.Failed, "Not sent", "failed", "chip red")]
    [InlineData(InviteStatus.Expired, "Expired", "lapsed", "chip")]
    [InlineData(InviteStatus.Accepted, "Accepted", "check", "chip green")]
    [InlineData(InviteStatus.Revoked, "Revoked", "stop", "chip red outline")]
    public void Each_status_has_a_word_an_icon_and_a_tone(InviteStatus status, string word, string icon, string cssClass)
    {
        var chip = Render<StatusChip>(parameters => parameters.Add(it => it.Row, Row(row => row with { Status = status }))).Find(".chip");

        Assert.Equal(word, chip.TextContent);
        Assert.Equal($"/icons.svg#{icon}", chip.QuerySelector("use")!.GetAttribute("href"));
        Assert.Equal(cssClass, chip.ClassName!.Trim());
        Assert.Equal(status is InviteStatus.Revoking ? "true" : null, chip.GetAttribute("aria-busy"));
    }

    [Theory]
    [InlineData(48, "amber")]
    [InlineData(47.9, "urgent")]
    public void A_pending_invitation_is_urgent_when_less_than_48_hours_remain(double hours, string tone) =>
        Assert.Contains(tone, Render<StatusChip>(parameters => parameters.Add(it => it.Row, Row(row => row with { ExpiresAt = Start.AddHours(hours) }))).Find(".chip").ClassList);

    [Fact]
    public void The_lifeline_shows_how_much_of_the_life_is_left()
    {
        var line = Render<Lifeline>(parameters => parameters.Add(it => it.Row, Row(row => row with { ExpiresAt = Start.AddDays(5), Lifetime = TimeSpan.FromDays(10) }))).Find(".life");
        Assert.Equal("--left:50%", line.GetAttribute("style"));
        Assert.Equal("true", line.GetAttribute("aria-hidden"));
    }

    [Theory]
    [InlineData(InviteStatus.Accepted)]
    [InlineData(InviteStatus.Failed)]
    [InlineData(InviteStatus.Expired)]
    public void What_is_over_has_no_lifeline(InviteStatus status) =>
        Assert.Empty(Render<Lifeline>(parameters => parameters.Add(it => it.Row, Row(row => row with { Status = status }))).FindAll(".life"));
}
