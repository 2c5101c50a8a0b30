using AdminPortal.Invites;
using AdminPortal.Setup;
using AdminPortal.Tests.Invites;

namespace AdminPortal.Tests.Setup;

/// <summary>A test invitation's whole life, against the local tenant.</summary>
public sealed class TestInviteTests : IAsyncLifetime
{
    private InviteWorld _world = null!;

    public async Task InitializeAsync() => _world = await InviteWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Every_step_is_shown_with_its_time_and_the_account_goes_when_asked()
    {
        var sent = Assert.IsType<SendTestOutcome.Recorded>(await SendAsync());
        Assert.StartsWith("admin+test", sent.Email, StringComparison.Ordinal);
        Assert.Equal([TestStepKind.Recorded], await TakenAsync());

        _world.Pass(TimeSpan.FromSeconds(2));
        await _world.SweepAsync();

        Assert.Equal([TestStepKind.Recorded, TestStepKind.AccountMade, TestStepKind.MailTaken, TestStepKind.MailInLog], await TakenAsync());
        var mail = Assert.Single(_world.Tenant.Mail.To(sent.Email));
        Assert.Contains("Ada Admin invites you", mail.Subject, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(2), (await LookAsync()).Steps[1].At - (await LookAsync()).Steps[0].At);

        Assert.True(await EndAsync(sent.Id));
        await _world.SettleAsync();

        Assert.Null(_world.Account(sent.Email));
        Assert.True((await LookAsync()).IsClean);
        Assert.NotNull((await LookAsync()).Steps[^1].At);
        Assert.Equal(InviteStatus.Revoked, (await _world.RowAsync(sent.Id)).Status);
    }

    [Fact]
    public async Task A_tester_who_sets_a_password_sees_that_and_the_account_goes_all_the_same()
    {
        var sent = Assert.IsType<SendTestOutcome.Recorded>(await SendAsync());
        await _world.SweepAsync();
        Assert.True(await _world.SetPasswordAsync(sent.Email));
        await _world.SettleAsync();

        Assert.Contains(TestStepKind.PasswordSet, await TakenAsync());
        Assert.NotNull(_world.Account(sent.Email));
        _world.Pass(SendTestInvite.Lifetime);
        await _world.SettleAsync();

        Assert.Null(_world.Account(sent.Email));
        Assert.True((await LookAsync()).IsClean);
        Assert.Equal(InviteStatus.Accepted, (await _world.RowAsync(sent.Id)).Status);
    }

    [Fact]
    public async Task An_accepted_test_is_cleaned_up_at_once_when_asked()
    {
        var sent = Assert.IsType<SendTestOutcome.Recorded>(await SendAsync());
        await _world.SweepAsync();
        await _world.SetPasswordAsync(sent.Email);
        await _world.SettleAsync();

        Assert.True(await EndAsync(sent.Id));
        await _world.SettleAsync();

        Assert.Null(_world.Account(sent.Email));
        Assert.IsType<SendTestOutcome.Recorded>(await SendAsync("other@example.com"));
    }

    [Fact]
    public async Task Nobody_cleans_up_and_the_account_goes_after_an_hour_although_the_portal_died_in_the_middle()
    {
        var sent = Assert.IsType<SendTestOutcome.Recorded>(await SendAsync());
        await _world.CrashAtAsync(_world.Tenant.Gates.HoldReply("POST /dbconnections/change_password"));
        await _world.RestartAsync();
        await _world.LiveAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
        Assert.Equal(InviteStatus.Sent, (await _world.RowAsync(sent.Id)).Status);

        await _world.RestartAsync();
        _world.Pass(SendTestInvite.Lifetime);
        await _world.SettleAsync();

        Assert.Null(_world.Account(sent.Email));
        Assert.Single(_world.Tenant.Mail.To(sent.Email));
        Assert.True((await LookAsync()).IsClean);
    }

    [Fact]
    public async Task The_portal_dies_while_it_removes_an_accepted_tests_account_and_the_next_one_removes_it()
    {
        var sent = Assert.IsType<SendTestOutcome.Recorded>(await SendAsync());
        await _world.SweepAsync();
        await _world.SetPasswordAsync(sent.Email);
        await _world.SettleAsync();
        await EndAsync(sent.Id);
        await _world.CrashAtAsync(_world.Tenant.Gates.HoldReply("DELETE /api/v2/users/{id}"));
        await _world.RestartAsync();
        _world.Pass(TimeSpan.FromMinutes(10));
        await _world.SettleAsync();

        Assert.Null(_world.Account(sent.Email));
        Assert.True((await LookAsync()).IsClean);
    }

    [Fact]
    public async Task A_test_is_in_no_list_no_count_and_no_limit()
    {
        await _world.SentAsync("ana@example.com");
        var before = await CountAsync();
        await SendAsync();
        await _world.SweepAsync();

        var after = await CountAsync();
        var list = await _world.ListAsync();
        var pending = await _world.ListAsync(new InviteListQuery { Status = InviteStatusFilter.Pending });
        var found = await _world.ListAsync(new InviteListQuery { Search = "admin+test" });

        Assert.Equal(Told(before), Told(after));
        Assert.Equal(("ana@example.com", 1, 1), (Assert.Single(list.Rows).Email, list.Total, list.All));
        Assert.Equal((1, 1), (Assert.Single(pending.Rows).Email.Length > 0 ? 1 : 0, pending.Total));
        Assert.Equal((0, 0), (found.Rows.Count, found.Total));
        await using var db = await _world.ContextAsync();
        var room = await _world.Portal.Get<DailyLimits>().ReadAsync(db, (await _world.RowsAsync())[0].InvitedById, CancellationToken.None);
        Assert.Equal(room.Person.Limit - 1, room.Person.Left);
    }

    [Fact]
    public async Task A_test_and_an_invitation_do_not_take_each_others_place()
    {
        await _world.SentAsync("ana@example.com");
        Assert.Contains("still open", Assert.IsType<SendTestOutcome.NotSent>(await SendAsync("ana@example.com")).Why, StringComparison.Ordinal);

        await SendAsync("bo@example.com");
        var refused = Assert.IsType<InviteUsersOutcome.Recorded>(await _world.AskAsync(InviteWorld.Request("bo@example.com")));
        Assert.Contains("A test invitation to bo@example.com is under way", Assert.Single(refused.NotInvited).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_test_at_a_time_to_an_address_that_is_one()
    {
        Assert.IsType<SendTestOutcome.NotSent>(await SendAsync("nonsense"));
        Assert.IsType<SendTestOutcome.NotSent>(await SendAsync(new string('x', 5000)));
        await SendAsync();
        Assert.Contains("not cleaned up yet", Assert.IsType<SendTestOutcome.NotSent>(await SendAsync("bo@example.com")).Why, StringComparison.Ordinal);
        Assert.Single(await _world.RowsAsync());
    }

    [Fact]
    public async Task A_refused_mail_is_told_and_leaves_no_account()
    {
        var sent = Assert.IsType<SendTestOutcome.Recorded>(await SendAsync("tester@refused.example"));
        await _world.LiveAsync(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));

        var run = await LookAsync();
        Assert.NotNull(run.Failure);
        _world.Pass(SendTestInvite.Lifetime * 2);
        await _world.SettleAsync();
        Assert.Null(_world.Account(sent.Email));
        Assert.True((await LookAsync()).IsClean);
    }

    [Theory]
    [InlineData("outsider@example.com")]
    [InlineData(null)]
    public async Task Whoever_may_not_change_Setup_sends_and_ends_no_test(string? email)
    {
        var sent = Assert.IsType<SendTestOutcome.Recorded>(await SendAsync());
        await using var scope = email is null ? _world.Portal.SignedOut() : _world.Portal.SignedInAs(email);

        Assert.IsType<SendTestOutcome.NotAllowed>(await scope.Get<SendTestInvite>().HandleAsync("bo@example.com"));
        Assert.False(await scope.Get<EndTestInvite>().HandleAsync(sent.Id));
        Assert.IsType<TestInviteOutcome.NotAllowed>(await scope.Get<TestInviteDetails>().HandleAsync());
        Assert.Equal(InviteStatus.Queued, Assert.Single(await _world.RowsAsync()).Status);
    }

    [Fact]
    public async Task Only_tests_are_ended_as_tests()
    {
        var real = await _world.SentAsync("ana@example.com");

        Assert.False(await EndAsync(real));
        Assert.Equal(InviteStatus.Sent, (await _world.RowAsync(real)).Status);
    }

    private async Task<SendTestOutcome> SendAsync(string? to = null)
    {
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return await scope.Get<SendTestInvite>().HandleAsync(to);
    }

    private async Task<bool> EndAsync(Guid id)
    {
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return await scope.Get<EndTestInvite>().HandleAsync(id);
    }

    private async Task<TestRun> LookAsync()
    {
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return Assert.IsType<TestInviteOutcome.Found>(await scope.Get<TestInviteDetails>().HandleAsync()).Latest!;
    }

    private async Task<IReadOnlyList<TestStepKind>> TakenAsync() => [.. (await LookAsync()).Steps.Where(step => step.At is not null).Select(step => step.Kind)];

    private static string Told(Counts counts) => System.Text.Json.JsonSerializer.Serialize(counts);

    private async Task<Counts> CountAsync()
    {
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return Assert.IsType<InviteCountsOutcome.Counted>(await scope.Get<InviteCounts>().HandleAsync()).Counts;
    }
}
