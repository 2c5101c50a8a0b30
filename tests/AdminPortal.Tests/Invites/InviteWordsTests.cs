using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

public sealed class InviteWordsTests : PageContext
{
    private ViewerZone Zone => Services.GetRequiredService<ViewerZone>();

    [Fact]
    public void Before_a_revocation_it_is_said_what_will_happen_and_to_whom()
    {
        var question = InviteWords.AskRevoke(Row());
        Assert.Equal("Revoke the invitation for ana.horvat@example.com?", question.Title);
        Assert.StartsWith("Their link stops working at once. They are not told.", question.Text, StringComparison.Ordinal);
        Assert.True(question.Destroys);
    }

    [Fact]
    public void Before_a_resend_it_is_said_what_becomes_of_the_old_link_and_the_expiry() => Assert.Equal(
        "A new email goes out. The link in the earlier email stops working. The invitation then expires on 29 November.",
        InviteWords.AskResend(Row(), Zone).Text);

    [Fact]
    public void Every_outcome_of_a_resend_has_its_words_and_names_the_person()
    {
        ResendOutcome[] outcomes = [new ResendOutcome.Resending("ana@example.com", Start.AddDays(7)), new ResendOutcome.NotAllowed(), new ResendOutcome.NotFound(), new ResendOutcome.NotPossible("It was accepted.")];
        var told = outcomes.Select(outcome => InviteWords.Resent(outcome, "ana@example.com", Zone)).ToList();

        Assert.Equal([true, false, false, false], told.Select(it => it.Worked));
        Assert.All(told, it => Assert.Contains("ana@example.com", it.Title));
        Assert.Equal(told.Count, told.Select(it => it.Text).Distinct().Count());
        Assert.Equal("It was accepted.", told[3].Text);
    }

    [Fact]
    public void Every_outcome_of_a_revocation_has_its_words_and_names_the_person()
    {
        RevokeOutcome[] outcomes = [new RevokeOutcome.Revoking("ana@example.com"), new RevokeOutcome.AlreadyRevoked("ana@example.com"), new RevokeOutcome.NotAllowed(), new RevokeOutcome.NotFound(), new RevokeOutcome.NotPossible("It was accepted.")];
        var told = outcomes.Select(outcome => InviteWords.Revoked(outcome, "ana@example.com")).ToList();

        Assert.Equal([true, true, false, false, false], told.Select(it => it.Worked));
        Assert.All(told, it => Assert.Contains("ana@example.com", it.Title));
        Assert.Equal(told.Count, told.Select(it => (it.Title, it.Text)).Distinct().Count());
    }

    [Fact]
    public void Every_kind_of_entry_in_a_timeline_has_a_stamp() =>
        Assert.All(Enum.GetValues<TimelineKind>(), kind => Assert.NotEmpty(Postmark.Of(kind).Icon));

    [Theory]
    [InlineData("A", "A")]
    [InlineData("A,B", "A and B")]
    [InlineData("A,B,C", "A, B and C")]
    public void Names_are_listed_the_way_people_say_them(string names, string said) => Assert.Equal(said, InviteWords.Listed(names.Split(',')));
}
