using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Invites;

/// <summary>The list, one invitation's page and the numbers at home: answered from the database alone.</summary>
public class InviteListTests
{
    [Theory]
    [InlineData(InviteSort.Newest, false)]
    [InlineData(InviteSort.Email, false)]
    [InlineData(InviteSort.Email, true)]
    [InlineData(InviteSort.Sent, false)]
    [InlineData(InviteSort.Sent, true)]
    [InlineData(InviteSort.Expires, false)]
    [InlineData(InviteSort.Expires, true)]
    public async Task Paging_forth_and_back_shows_every_invitation_once_and_in_order(InviteSort sort, bool descending)
    {
        await using var world = await InviteWorld.StartAsync();
        var all = await FillAsync(world, 60);
        var query = new InviteListQuery { Sort = sort, Descending = descending };

        var first = await world.ListAsync(query);
        var second = await world.ListAsync(query with { After = first.NextAfter, From = first.To + 1 });
        var third = await world.ListAsync(query with { After = second.NextAfter, From = second.To + 1 });

        Assert.Equal([(1, 25), (26, 50), (51, 60)], new[] { first, second, third }.Select(page => (page.From, page.To)));
        Assert.Null(third.NextAfter);
        Assert.Null(first.PreviousBefore);
        var shown = first.Rows.Concat(second.Rows).Concat(third.Rows).Select(row => row.Id).ToList();
        Assert.Equal(Sorted(all, sort, descending), shown);

        var back = await world.ListAsync(query with { Before = third.PreviousBefore, From = third.From - 25 });
        Assert.Equal((26, 50), (back.From, back.To));
        Assert.Equal(second.Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
        var top = await world.ListAsync(query with { Before = back.PreviousBefore, From = back.From - 25 });
        Assert.Equal(first.Rows.Select(row => row.Id), top.Rows.Select(row => row.Id));
        Assert.Equal(1, top.From);
    }

    [Fact]
    public async Task New_invitations_do_not_shift_the_page_one_is_on()
    {
        await using var world = await InviteWorld.StartAsync();
        await FillAsync(world, 40);
        var first = await world.ListAsync();
        var before = await world.ListAsync(new InviteListQuery { After = first.NextAfter, From = 26 });

        await FillAsync(world, 5, prefix: "later");

        var after = await world.ListAsync(new InviteListQuery { After = first.NextAfter, From = 26 });
        Assert.Equal(before.Rows.Select(row => row.Id), after.Rows.Select(row => row.Id));
        Assert.Equal(45, after.Total);
    }

    [Theory]
    [InlineData("%", "100%@example.com")]
    [InlineData("_", "x_y@example.com")]
    [InlineData("100%", "100%@example.com")]
    [InlineData("X_Y", "x_y@example.com")]
    [InlineData("horvat", "ana@example.com")]
    [InlineData("  ana@ ", "ana@example.com")]
    [InlineData("bücher", "leser@bücher.example")]
    [InlineData("xn--bcher", "leser@bücher.example")]
    public async Task A_search_is_taken_literally(string search, string found)
    {
        await using var world = await InviteWorld.StartAsync();
        await world.AskAsync(InviteWorld.Request("100%@example.com", "x_y@example.com", "xay@example.com", "Ana Horvat <ana@example.com>", "leser@bücher.example"));

        var page = await world.ListAsync(new InviteListQuery { Search = search });

        Assert.Equal(found, Assert.Single(page.Rows).Email);
        Assert.Equal((1, 5), (page.Total, page.All));
    }

    [Theory]
    [InlineData("\\")]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("' OR 1=1 --")]
    [InlineData("*")]
    [InlineData("NEAR(")]
    [InlineData("🦊")]
    [InlineData("%%%")]
    [InlineData("__")]
    public async Task A_search_that_looks_like_a_command_finds_nothing_and_breaks_nothing(string search)
    {
        await using var world = await InviteWorld.StartAsync();
        await world.AskAsync(InviteWorld.Request("ana@example.com", "ivo@example.com"));

        var page = await world.ListAsync(new InviteListQuery { Search = search });

        Assert.Empty(page.Rows);
        Assert.Equal((0, 2, 0, 0), (page.Total, page.All, page.From, page.To));
    }

    [Fact]
    public async Task A_search_of_ten_thousand_characters_finds_nothing_and_breaks_nothing()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.AskAsync(InviteWorld.Request("ana@example.com"));

        Assert.Empty((await world.ListAsync(new InviteListQuery { Search = new string('%', 10_000) })).Rows);
    }

    [Fact]
    public async Task The_inviter_is_searched_too()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");
        var inviter = (await world.ShownAsync(id)).InvitedByName;

        Assert.Single((await world.ListAsync(new InviteListQuery { Search = inviter })).Rows);
    }

    [Fact]
    public async Task Each_filter_shows_exactly_what_is_shown_under_its_name()
    {
        await using var world = await InviteWorld.StartAsync();
        await OneOfEachAsync(world);

        foreach (var filter in Enum.GetValues<InviteStatusFilter>())
        {
            var page = await world.ListAsync(new InviteListQuery { Status = filter });
            Assert.Equal(page.Rows.Count, page.Total);
            Assert.All(page.Rows, row => Assert.Equal(ShownUnder(filter), row.Status));
            Assert.NotEmpty(page.Rows);
        }

        var all = await world.ListAsync();
        var sum = 0;
        foreach (var filter in Enum.GetValues<InviteStatusFilter>().Where(each => each is not (InviteStatusFilter.ExpiringSoon or InviteStatusFilter.AcceptedLately)))
        {
            sum += (await world.ListAsync(new InviteListQuery { Status = filter })).Total;
        }

        Assert.Equal(all.Total, sum);
    }

    [Fact]
    public async Task The_numbers_at_home_are_those_of_the_filtered_lists()
    {
        await using var world = await InviteWorld.StartAsync();
        await OneOfEachAsync(world);
        await using var scope = world.Portal.SignedInAs(InviteWorld.Admin);

        var counts = Assert.IsType<InviteCountsOutcome.Counted>(await scope.Get<InviteCounts>().HandleAsync()).Counts;

        async Task<int> Listed(InviteStatusFilter filter) => (await world.ListAsync(new InviteListQuery { Status = filter })).Total;
        Assert.Equal(await Listed(InviteStatusFilter.Pending), counts.Pending);
        Assert.Equal(await Listed(InviteStatusFilter.ExpiringSoon), counts.ExpiringSoon);
        Assert.Equal(await Listed(InviteStatusFilter.Sending), counts.Sending);
        Assert.Equal(await Listed(InviteStatusFilter.NotSent), counts.NotSent);
        Assert.Equal(await Listed(InviteStatusFilter.NotConfirmed), counts.NotConfirmed);
        Assert.Equal(await Listed(InviteStatusFilter.Expired), counts.Expired);
        Assert.Equal((await world.ListAsync()).All, counts.All);
        Assert.Equal(await Listed(InviteStatusFilter.AcceptedLately), counts.Accepted30Days);
        Assert.Equal(1, counts.Accepted30Days);
        Assert.Equal(TimeSpan.FromHours(1), counts.MedianTimeToAccept);
        Assert.NotEmpty(counts.Latest);
        Assert.Single(counts.NewestNotSent);
        Assert.Single(counts.NewestNotConfirmed);
    }

    [Fact]
    public async Task The_timeline_tells_what_happened_newest_first()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(1));
        await world.ResendAsync(id);
        await world.SweepAsync();

        var (facts, timeline) = await world.DetailsAsync(id);

        Assert.Equal(
            [TimelineKind.MailAccepted, TimelineKind.ResendAskedFor, TimelineKind.MailAccepted, TimelineKind.Invited],
            timeline.Select(entry => entry.Kind));
        Assert.Equal("Second email. The link in the earlier one stopped working.", timeline[0].Text);
        Assert.StartsWith("Invited by ", timeline[^1].Title, StringComparison.Ordinal);
        Assert.Equal(2, facts.MailsSent);
        Assert.StartsWith("auth0|", facts.Auth0UserId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_id_is_not_found()
    {
        await using var world = await InviteWorld.StartAsync();
        await using var scope = world.Portal.SignedInAs(InviteWorld.Admin);

        Assert.IsType<InviteDetailsOutcome.NotFound>(await scope.Get<InviteDetails>().HandleAsync(Guid.Parse("0199c2aa-0000-7000-8000-000000000000")));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1.t99999999999999999999")]
    [InlineData("1.e!!")]
    [InlineData("-5")]
    [InlineData("9999999999999999999999")]
    [InlineData("1.2.3")]
    [InlineData("")]
    public async Task A_cursor_that_was_tampered_with_shows_the_first_page(string cursor)
    {
        await using var world = await InviteWorld.StartAsync();
        await FillAsync(world, 3);

        var page = await world.ListAsync(new InviteListQuery { After = cursor, Sort = InviteSort.Email });

        Assert.Equal((1, 3), (page.From, page.To));
    }

    [Fact]
    public async Task Lists_and_details_answer_while_Auth0_is_gone()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");
        foreach (var route in Outage.Routes)
        {
            world.Tenant.Faults.Add(Fault.Drop(route));
        }

        Assert.Single((await world.ListAsync()).Rows);
        Assert.Equal("ana@example.com", (await world.ShownAsync(id)).Email);
        Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("ivo@example.com")));
    }

    private static InviteStatus ShownUnder(InviteStatusFilter filter) => filter switch
    {
        InviteStatusFilter.Pending => InviteStatus.Sent,
        InviteStatusFilter.ExpiringSoon => InviteStatus.Sent,
        InviteStatusFilter.Sending => InviteStatus.Queued,
        InviteStatusFilter.NotConfirmed => InviteStatus.Unconfirmed,
        InviteStatusFilter.NotSent => InviteStatus.Failed,
        InviteStatusFilter.Expired => InviteStatus.Expired,
        InviteStatusFilter.Accepted => InviteStatus.Accepted,
        InviteStatusFilter.AcceptedLately => InviteStatus.Accepted,
        InviteStatusFilter.Revoking => InviteStatus.Revoking,
        InviteStatusFilter.Revoked => InviteStatus.Revoked,
    };

    // Every status once, a lapsed row that no sweep has seen, and one that expires soon.
    private static async Task OneOfEachAsync(InviteWorld world)
    {
        await using (var db = await world.ContextAsync())
        {
            foreach (var status in Enum.GetValues<InviteStatus>())
            {
                var invite = InviteBuilder.In(status);
                db.Invites.Add(Moved(invite, $"{status}@example.com"));
            }

            db.Invites.Add(Moved(InviteBuilder.In(InviteStatus.Sent), "lapsed@example.com", TimeSpan.FromHours(1)));
            db.Invites.Add(Moved(InviteBuilder.In(InviteStatus.Unconfirmed), "lapsed.too@example.com", TimeSpan.FromHours(1)));
            db.Invites.Add(Moved(InviteBuilder.In(InviteStatus.Sent), "soon@example.com", TimeSpan.FromHours(30)));
            await db.SaveChangesAsync();
            await db.Invites.Where(invite => invite.Status == InviteStatus.Accepted).ExecuteUpdateAsync(set => set.SetProperty(invite => invite.AcceptedAt, InviteBuilder.Start + TimeSpan.FromHours(1)));
        }

        await world.InviteAsync("queued.too@example.com");
        world.Pass(TimeSpan.FromHours(2));
    }

    private static Invite Moved(Invite invite, string address, TimeSpan? expiresAfter = null)
    {
        // Rows as years of use would leave them; the arrows alone would take a test of minutes.
        Set(invite, nameof(Invite.Id), Guid.CreateVersion7(InviteBuilder.Start));
        Set(invite, nameof(Invite.Email), address.ToLowerInvariant());
        Set(invite, nameof(Invite.EmailKey), address.ToLowerInvariant());
        if (expiresAfter is { } after)
        {
            Set(invite, nameof(Invite.ExpiresAt), InviteBuilder.Start + after);
        }

        return invite;
    }

    private static void Set(Invite invite, string property, object? value) => typeof(Invite).GetProperty(property)!.SetValue(invite, value);

    private static async Task<IReadOnlyList<Invite>> FillAsync(InviteWorld world, int count, string prefix = "person")
    {
        await using var db = await world.ContextAsync();
        for (var number = 0; number < count; number++)
        {
            var invite = number % 3 == 0 ? InviteBuilder.In(InviteStatus.Queued) : InviteBuilder.In(InviteStatus.Sent);
            Moved(invite, $"{prefix}{number * 37 % 61}.{number}@example.com", number % 3 == 0 ? null : TimeSpan.FromHours(number % 7));
            if (number % 3 != 0)
            {
                Set(invite, nameof(Invite.SentAt), InviteBuilder.Start + TimeSpan.FromMinutes(number % 5));
            }

            db.Invites.Add(invite);
            await db.SaveChangesAsync();
        }

        return await db.Invites.AsNoTracking().ToListAsync();
    }

    private static IEnumerable<Guid> Sorted(IReadOnlyList<Invite> all, InviteSort sort, bool descending)
    {
        DateTimeOffset? At(Invite invite) => sort == InviteSort.Sent ? invite.SentAt : invite.ExpiresAt;
        var sorted = sort switch
        {
            InviteSort.Newest => all.OrderByDescending(invite => invite.Number),
            InviteSort.Email when descending => all.OrderByDescending(invite => invite.Email, StringComparer.Ordinal),
            InviteSort.Email => all.OrderBy(invite => invite.Email, StringComparer.Ordinal),
            InviteSort.Sent or InviteSort.Expires when descending => all.OrderBy(invite => At(invite) is null).ThenByDescending(At).ThenByDescending(invite => invite.Number),
            InviteSort.Sent or InviteSort.Expires => all.OrderBy(invite => At(invite) is null).ThenBy(At).ThenBy(invite => invite.Number),
        };
        return sorted.Select(invite => invite.Id);
    }
}
