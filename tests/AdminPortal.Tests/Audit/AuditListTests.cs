using System.Text;
using AdminPortal.Audit;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using AdminPortal.Tests.Invites;

namespace AdminPortal.Tests.Audit;

/// <summary>What the audit answers, to whom, and as what file.</summary>
public sealed class AuditListTests
{
    private const string NoAdmin = "support@example.com";

    [Fact]
    public async Task The_audit_is_found_by_address_person_number_action_outcome_time_and_invitation()
    {
        await using var world = await InviteWorld.StartAsync();
        var ana = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(10));
        await world.InviteAsync("per_cent%@example.com");
        await AskAsRefusedAsync(world);
        var admin = (await AllAsync(world, new())).First(row => row.Action == "invite.created").ActorId;

        Assert.Equal([ana.ToString()], (await AllAsync(world, new() { Search = "ANA@" })).Select(row => row.Subject).Distinct());
        Assert.Equal("ana@example.com", (await AllAsync(world, new() { Invite = ana.ToString() }))[0].About?.Name);
        Assert.Equal(["invite.created"], (await AllAsync(world, new() { Search = "t%@" })).Select(row => row.Action));
        Assert.Empty(await AllAsync(world, new() { Search = "p%t" }));
        Assert.Empty(await AllAsync(world, new() { Search = "per.cent" }));
        Assert.Equal([1L], (await AllAsync(world, new() { Search = "#1" })).Select(row => row.Number));
        Assert.All(await AllAsync(world, new() { Who = admin }), row => Assert.Equal(admin, row.ActorId));
        Assert.Equal(2, (await AllAsync(world, new() { Who = admin })).Count);
        Assert.Equal(2, (await AllAsync(world, new() { Person = admin })).Count);
        Assert.Equal(2, (await AllAsync(world, new() { What = "invite.created" })).Count);
        Assert.All(await AllAsync(world, new() { What = "invite" }), row => Assert.StartsWith("invite.", row.Action, StringComparison.Ordinal));
        Assert.Equal("Refused: see audit", Assert.Single(await AllAsync(world, new() { Outcome = AuditOutcome.Refused })).What.Words);
        Assert.DoesNotContain(await AllAsync(world, new() { Outcome = AuditOutcome.Allowed }), row => row.Outcome is AuditOutcome.Refused);
        Assert.DoesNotContain(await AllAsync(world, new() { When = AuditSpan.Week }), row => row.Subject == ana.ToString());
        var day = DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(-10);
        Assert.Equal([ana.ToString()], (await AllAsync(world, new() { Since = day, Until = day, What = "invite" })).Select(row => row.Subject).Distinct());
    }

    [Fact]
    public async Task Pages_follow_one_another_both_ways_by_number()
    {
        await using var world = await InviteWorld.StartAsync();
        await FillAsync(world, 120);

        var first = await PageAsync(world, new());
        var second = await PageAsync(world, new() { Older = first.NextOlder, From = first.To + 1 });
        var third = await PageAsync(world, new() { Older = second.NextOlder, From = second.To + 1 });
        var back = await PageAsync(world, new() { Newer = third.PreviousNewer, From = third.From - AuditListQuery.Size });

        Assert.Equal((1, 50, 120L, false), (first.From, first.To, first.Total, first.PreviousNewer.HasValue));
        Assert.Equal((51, 100), (second.From, second.To));
        Assert.Equal((101, 120, false), (third.From, third.To, third.NextOlder.HasValue));
        Assert.Equal(second.Rows.Select(row => row.Number), back.Rows.Select(row => row.Number));
        Assert.Equal(51, back.From);
    }

    [Fact]
    public void The_address_says_everything_and_nonsense_in_it_counts_as_absent()
    {
        var query = new AuditListQuery { Search = "a&b", Who = "auth0|x", What = "invite", Outcome = AuditOutcome.Refused, When = AuditSpan.Week, Since = new DateOnly(2026, 1, 2), Until = new DateOnly(2026, 2, 3), Person = "auth0|y", Older = 7, From = 51 };
        var read = AuditListAddress.Read(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(AuditListAddress.Of(query).Split('?')[1]).ToDictionary(part => part.Key, part => (string?)part.Value));

        Assert.Equal(query, read);
        Assert.Equal(new AuditListQuery(), AuditListAddress.Read(new Dictionary<string, string?> { ["outcome"] = "perhaps", ["when"] = "soon", ["since"] = "31.12.", ["invite"] = "none", ["older"] = "-1", ["from"] = "x" }));
        Assert.Equal("/audit", AuditListAddress.Of(new AuditListQuery()));
    }

    [Fact]
    public async Task Whoever_may_not_see_the_audit_gets_nothing_of_it_and_that_is_written_down()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("ana@example.com");
        await using (var person = world.Portal.SignedInAs(NoAdmin))
        {
            Assert.IsType<AuditListOutcome.NotAllowed>(await person.Get<AuditList>().HandleAsync(new AuditListQuery()));
            Assert.IsType<AuditEntryOutcome.NotAllowed>(await person.Get<AuditEntryDetails>().HandleAsync(1));
            Assert.Null(await person.Get<ExportAudit>().HandleAsync(new AuditListQuery()));
            Assert.Null(await person.Get<VerifyAudit>().HandleAsync());
            Assert.Null(await person.Get<VerifyAudit>().LastAsync());
            Assert.Empty(await person.Get<AuditList>().PeopleAsync());
        }

        var refused = Assert.Single(await AllAsync(world, new() { Outcome = AuditOutcome.Refused }));
        Assert.Equal(("access.refused", "audit"), (refused.Action, refused.Subject));
        Assert.DoesNotContain(await AllAsync(world, new()), row => row.Action == "audit.exported");
    }

    [Fact]
    public async Task An_export_holds_what_the_filter_shows_and_is_in_the_audit_before_it_leaves()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("ana@example.com");
        await using (var db = await world.ContextAsync())
        {
            db.AuditEntries.AddRange(
                AuditEntry.Of(world.Now, new AuditActor("auth0|x", "=cmd|' /C calc'!A0", "192.0.2.1"), "team.created", "+1", """{"name":"a, \"b\"\nc"}"""),
                AuditEntry.Of(world.Now, new AuditActor("auth0|x", "-2", "192.0.2.1"), "team.created", "@x"),
                AuditEntry.Of(world.Now, new AuditActor("auth0|x", "\tx", "192.0.2.1"), "team.created", "\rx"));
            await db.SaveChangesAsync();
        }

        var (file, bytes) = await ExportAsync(world, new AuditListQuery { What = "team" });

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = file.Split("\r\n");
        Assert.Equal("Entry,When (UTC),Who,Account,From,Outcome,Action,What,About,About (id),Details,Seal", lines[0]);
        Assert.Contains(",'=cmd|' /C calc'!A0,auth0|x,", file, StringComparison.Ordinal);
        Assert.Contains(",'+1,'+1,", file, StringComparison.Ordinal);
        Assert.Contains(",'-2,", file, StringComparison.Ordinal);
        Assert.Contains(",'@x,", file, StringComparison.Ordinal);
        Assert.Contains(",'\tx,", file, StringComparison.Ordinal);
        Assert.Contains("\"'\rx\"", file, StringComparison.Ordinal);
        Assert.Contains("""
            "{""name"":""a, \""b\""\nc""}"
            """.Trim(), file, StringComparison.Ordinal);
        Assert.DoesNotContain("invite.created", file, StringComparison.Ordinal);
        var told = Assert.Single(await AllAsync(world, new() { What = "audit.exported" }));
        Assert.Equal("""{"count":3,"filter":"what=team"}""", told.Details);
    }

    [Fact]
    public async Task An_export_ends_when_the_right_is_taken_away()
    {
        await using var world = await InviteWorld.StartAsync();
        await FillAsync(world, 10);
        await using var person = world.Portal.SignedInAs(InviteWorld.Admin);
        var write = await person.Get<ExportAudit>().HandleAsync(new AuditListQuery());
        world.Portal.Get<PortalRoleMembers>().Learn(PortalRole.Admin, new AdminPortal.Auth0.Auth0Result<IReadOnlyList<AdminPortal.Auth0.RoleMember>>.Ok([new("auth0|other", "o@example.com", "O")]));
        using var file = new MemoryStream();

        await write!(file, CancellationToken.None);

        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
        Assert.Equal((3, true), (lines.Length, lines[1].StartsWith("The file ends here", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Changed_settings_stand_in_the_audit_after_the_next_start_without_any_secret()
    {
        using var folder = new AdminPortal.Testing.TemporaryFolder();
        await using var tenant = await Auth0Emulator.LocalTenant.StartAsync(new Auth0Emulator.LocalTenantOptions { Seed = AdminPortal.Testing.PortalHostOptions.AnyPort, SigningKey = AdminPortal.Testing.TenantKeys.Shared });
        var options = new AdminPortal.Testing.PortalHostOptions { Folder = folder.Path, Tenant = tenant, Background = false };
        await using (await AdminPortal.Testing.PortalHost.StartAsync(options))
        {
        }

        await using (var same = await AdminPortal.Testing.PortalHost.StartAsync(options))
        {
            Assert.Empty(await EntriesAsync(same));
        }

        await using var changed = await AdminPortal.Testing.PortalHost.StartAsync(options with { Settings = new Dictionary<string, string?> { ["Invites:DailyPerInviter"] = "77", ["Auth0:Management:SecondClientSecret"] = "a-new-secret-value" } });

        var entry = Assert.Single(await EntriesAsync(changed));
        var details = AuditWords.Details(entry.Action, entry.Details);
        Assert.Equal(("settings.changed", AuditEntry.System), (entry.Action, entry.ActorId));
        Assert.Equal(["Auth0:Management:SecondClientSecret", "Invites:DailyPerInviter"], details.Select(detail => detail.Label));
        Assert.Equal("200 → 77", details[1].Value);
        Assert.DoesNotContain("a-new-secret-value", entry.Details, StringComparison.Ordinal);
    }

    private static async Task<List<AuditEntry>> EntriesAsync(AdminPortal.Testing.PortalHost portal)
    {
        await using var db = await portal.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<AdminPortal.Data.PortalDb>>().CreateDbContextAsync();
        return [.. db.AuditEntries.Where(entry => entry.Action == "settings.changed").OrderBy(entry => entry.Number)];
    }

    private static async Task AskAsRefusedAsync(InviteWorld world)
    {
        await using var person = world.Portal.SignedInAs(NoAdmin);
        await person.Get<AuditList>().HandleAsync(new AuditListQuery());
    }

    private static async Task FillAsync(InviteWorld world, int entries)
    {
        await using var db = await world.ContextAsync();
        db.AuditEntries.AddRange(Enumerable.Range(1, entries).Select(number => AuditEntry.Of(world.Now, AuditActor.Portal, "invite.expired", $"{number}")));
        await db.SaveChangesAsync();
    }

    private static async Task<AuditPageRows> PageAsync(InviteWorld world, AuditListQuery query)
    {
        await using var person = world.Portal.SignedInAs(InviteWorld.Admin);
        return Assert.IsType<AuditListOutcome.Page>(await person.Get<AuditList>().HandleAsync(query)).Entries;
    }

    private static async Task<IReadOnlyList<AuditRow>> AllAsync(InviteWorld world, AuditListQuery query) => (await PageAsync(world, query)).Rows;

    private static async Task<(string Text, byte[] Bytes)> ExportAsync(InviteWorld world, AuditListQuery query)
    {
        await using var person = world.Portal.SignedInAs(InviteWorld.Admin);
        var write = await person.Get<ExportAudit>().HandleAsync(query);
        using var file = new MemoryStream();
        await write!(file, CancellationToken.None);
        return (Encoding.UTF8.GetString(file.ToArray()[3..]), file.ToArray());
    }
}
