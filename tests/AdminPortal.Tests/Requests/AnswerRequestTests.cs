using AdminPortal.Requests;
using AdminPortal.SignIn;

namespace AdminPortal.Tests.Requests;

public sealed class AnswerRequestTests
{
    [Fact]
    public async Task A_no_reaches_the_asker_with_its_note_and_nobody_is_invited()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();

        Assert.IsType<AnswerOutcome.Done>(await world.DeclineAsync(id, "  Use the contractor portal.\r\nAsk Ana for it. "));

        var row = Assert.Single((await world.ListAsync(RequestWorld.Lead)).AnsweredLately);
        Assert.Equal((RequestStatus.Declined, "Ada Admin", "Use the contractor portal.\nAsk Ana for it."), (row.Status, row.AnsweredByName, row.Note));
        Assert.Contains("contractor portal", (await world.AuditAsync(id, "request.declined")).Details, StringComparison.Ordinal);
        await world.Invites.SettleAsync();
        Assert.Empty(await world.Invites.RowsAsync());
    }

    [Theory]
    [InlineData("a\u0007b", "The note contains a control character.")]
    [InlineData("a\u202Eb", "The note contains a hidden mark that changes the direction of text.")]
    public async Task A_note_holds_nothing_hidden(string note, string why)
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        Assert.Equal(why, Assert.IsType<AnswerOutcome.NotPossible>(await world.DeclineAsync(id, note)).Why);
        Assert.Equal("The note has 501 characters; at most 500 fit.", Assert.IsType<AnswerOutcome.NotPossible>(await world.DeclineAsync(id, new string('x', 501))).Why);
        Assert.Equal(RequestStatus.Waiting, (await world.RequestAsync(id)).Status);
    }

    [Fact]
    public async Task A_declined_address_can_be_asked_for_again()
    {
        await using var world = await RequestWorld.StartAsync();
        Assert.IsType<AnswerOutcome.Done>(await world.DeclineAsync(await world.AskedAsync()));
        await world.AskedAsync();
        Assert.Equal(2, await world.RequestsAsync());
    }

    [Fact]
    public async Task The_asker_takes_an_own_request_back_while_it_waits()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        Assert.IsType<AnswerOutcome.Done>(await world.WithdrawAsync(id));

        Assert.Equal(RequestStatus.Withdrawn, (await world.RequestAsync(id)).Status);
        Assert.Equal("Lee Lead took it back just now.", Assert.IsType<ApproveOutcome.Answered>(await world.ApproveAsync(id)).Why);
        Assert.IsType<AnswerOutcome.Answered>(await world.WithdrawAsync(id));
        Assert.Equal("Lee Lead", (await world.AuditAsync(id, "request.withdrawn")).ActorName);
        Assert.Empty(await world.Invites.RowsAsync());
    }

    [Fact]
    public async Task Somebody_elses_request_is_not_found_by_who_wants_to_take_it_back_and_the_try_is_noted_once()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();

        Assert.IsType<AnswerOutcome.NotFound>(await world.WithdrawAsync(id, RequestWorld.OtherLead));
        Assert.IsType<AnswerOutcome.NotFound>(await world.WithdrawAsync(id, RequestWorld.OtherLead));

        Assert.Equal(RequestStatus.Waiting, (await world.RequestAsync(id)).Status);
        Assert.Equal((nameof(Right.AskForInvites), id.ToString()), Assert.Single(await world.RefusedAsync()));
        Assert.IsType<AnswerOutcome.NotAllowed>(await world.WithdrawAsync(id, RequestWorld.Admin));
    }
}
