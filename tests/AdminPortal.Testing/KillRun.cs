using System.Globalization;
using AdminPortal.Data;
using AdminPortal.Invites;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdminPortal.Testing;

/// <summary>A bulk that is delivered by a portal which is killed again and again at random moments, while people revoke and accept in between.</summary>
public sealed class KillRun(CrashScene scene, int invitations, int kills, int seed, Action<string> tell)
{
    // Account, roles, mail.
    private const int CallsEach = 3;

    private static readonly TimeSpan SettlesWithin = TimeSpan.FromMinutes(4);

    private readonly Random _random = new(seed);
    private readonly Takeovers _takeovers = new(scene);
    private readonly Dictionary<string, Guid> _invited = new(StringComparer.Ordinal);
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);

    /// <summary>Runs it to its end.</summary>
    public async Task<KillReport> RunAsync()
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"{invitations} invitations, {kills} kills, seed {seed} (PORTAL_CRASH_SEED, or --seed of the benchmarks)"));
        await RecordAsync();

        // Whoever is revoked before delivery never causes its calls.
        var calls = (invitations - kills) * CallsEach;
        for (var kill = 0; kill < kills; kill++)
        {
            // Anywhere in what is left, in steps that spread the kills over the whole bulk; near the end there may be nothing left to wait for.
            var before = scene.Changes();
            var step = 1 + _random.Next(Math.Max(1, 2 * (calls - before) / (kills - kill)));
            await LiveAsync(() => scene.UntilChangesAsync(Math.Min(calls, before + step)));
            await MeddleAsync();
        }

        await LiveAsync(SettleAsync);
        return await JudgeAsync();
    }

    // One life of the portal, from its start to the kill.
    private async Task LiveAsync(Func<Task> until)
    {
        _takeovers.Launched();
        await scene.StartPortalAsync();
        await _takeovers.WatchWhileAsync(until);
        await scene.KillPortalAsync();
        await _takeovers.KilledAsync();
    }

    private async Task RecordAsync()
    {
        await using var desk = await scene.DeskAsync();
        await using var admin = desk.SignedInAs("admin@example.com");
        var outcome = await admin.Get<InviteUsers>().HandleAsync(new InviteUsersRequest
        {
            Addresses = [.. Enumerable.Range(0, invitations).Select(number => string.Create(CultureInfo.InvariantCulture, $"person{number:D4}@example.com"))],
            RoleIds = ["rol_Member0000000000"],
            Lifetime = TimeSpan.FromDays(3),
        });
        foreach (var invited in Assert.IsType<InviteUsersOutcome.Recorded>(outcome).Invited)
        {
            _invited.Add(invited.Email, invited.Id);
        }

        Assert.Equal(invitations, _invited.Count);
    }

    // While nobody delivers: somebody uses a link, somebody is revoked.
    private async Task MeddleAsync()
    {
        var mailed = _invited.Keys.Where(address => !_revoked.Contains(address) && !_accepted.Contains(address) && scene.Tenant.Mail.NewestTo(address) is not null).ToArray();
        if (mailed.Length == 0)
        {
            return;
        }

        var accepting = mailed[_random.Next(mailed.Length)];
        await scene.SetPasswordAsync(accepting);
        _accepted.Add(accepting);

        var revoking = _invited.Keys.Where(address => !_revoked.Contains(address) && !_accepted.Contains(address)).ToArray() is { Length: > 0 } left ? left[_random.Next(left.Length)] : null;
        if (revoking is not null)
        {
            await using var desk = await scene.DeskAsync();
            await using var admin = desk.SignedInAs("admin@example.com");
            Assert.IsType<RevokeOutcome.Revoking>(await admin.Get<RevokeInvite>().HandleAsync(_invited[revoking]));
            _revoked.Add(revoking);
        }
    }

    private async Task SettleAsync()
    {
        await using var desk = await scene.DeskAsync();
        await Eventually.Async(Settled, settled => settled, SettlesWithin);

        async Task<bool> Settled()
        {
            await using var db = await desk.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
            return !await db.Invites.AnyAsync(invite => invite.NextAttemptAt != null || invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Revoking)
                && await db.Invites.CountAsync(invite => invite.Status == InviteStatus.Accepted) >= _accepted.Count;
        }
    }

    private async Task<KillReport> JudgeAsync()
    {
        await using var desk = await scene.DeskAsync();
        await using var db = await desk.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var rows = await db.Invites.AsNoTracking().ToListAsync();
        var story = (await db.AuditEntries.AsNoTracking().Where(entry => entry.Action.StartsWith("invite.")).ToListAsync()).ToLookup(entry => entry.Subject, entry => entry.Action);
        var users = scene.Tenant.State.Read(tenant => tenant.Users.Values.Select(user => user.Email).Where(email => email.StartsWith("person", StringComparison.Ordinal)).ToLookup(email => email));
        var mails = scene.Tenant.Mail.All.ToLookup(mail => mail.To);
        var report = new KillReport { Invitations = rows.Count, Unconfirmed = rows.Count(row => row.Status == InviteStatus.Unconfirmed), Resumed = _takeovers.Waits };
        foreach (var row in rows)
        {
            var (accounts, letters, told) = (users[row.Email].Count(), mails[row.Email].Count(), story[row.Id.ToString()].ToList());
            report.Lost += row.Status is InviteStatus.Sent or InviteStatus.Accepted && letters == 0 ? 1 : 0;
            report.DuplicateMails += Math.Max(0, letters - 1);
            Expect(row, (row.Status, accounts) is (InviteStatus.Revoked, 0) or (InviteStatus.Sent or InviteStatus.Accepted or InviteStatus.Unconfirmed, 1), $"{accounts} accounts");
            Expect(row, row.Status == InviteStatus.Revoked || letters == 1, $"{letters} mails");
            Expect(row, _revoked.Contains(row.Email) == row.Status is InviteStatus.Revoked, "is not what was asked for");
            Expect(row, _accepted.Contains(row.Email) == row.Status is InviteStatus.Accepted, "acceptance not noticed");
            Expect(row, told.Count(action => action == "invite.created") == 1, "recorded more than once in the audit");

            // Whoever uses the link of a mail whose answer died with the portal is accepted before the mail was ever noted.
            var noted = told.Count(action => action is "invite.mail-taken" or "invite.mail-found");
            Expect(row, noted == 1 || (noted == 0 && row.Status is not InviteStatus.Sent), "one audit line per mail");
            Expect(row, told.Count(action => action == "invite.revoked") == (row.Status == InviteStatus.Revoked ? 1 : 0), "one audit line per revocation");
            Expect(row, told.Count(action => action == "invite.accepted") == (row.Status == InviteStatus.Accepted ? 1 : 0), "one audit line per acceptance");
        }

        report.OrphanAccounts = users.Count(group => !_invited.ContainsKey(group.Key) || _revoked.Contains(group.Key));
        return report;

        void Expect(Invite row, bool holds, string what)
        {
            if (!holds)
            {
                report.Wrong.Add($"{row.Email} ({row.Status}): {what}; told {string.Join(", ", story[row.Id.ToString()])}");
            }
        }
    }
}

/// <summary>What the emulator's journal and the portal's record say when everything has come to rest.</summary>
public sealed record KillReport
{
    public required int Invitations { get; init; }

    public required int Unconfirmed { get; init; }

    /// <summary>How long each invitation in a killed portal's hands waited for the next portal.</summary>
    public required IReadOnlyList<TimeSpan> Resumed { get; init; }

    /// <summary>The longest of these waits.</summary>
    public TimeSpan SlowestResume => Resumed.DefaultIfEmpty().Max();

    public int Lost { get; set; }

    public int DuplicateMails { get; set; }

    public int OrphanAccounts { get; set; }

    /// <summary>One sentence for each invitation that isn't as it should be.</summary>
    public List<string> Wrong { get; } = [];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Invitations} invitations: lost {Lost}, duplicate mails {DuplicateMails}, orphan accounts {OrphanAccounts}, Unconfirmed {Unconfirmed}; {Resumed.Count} taken over from the killed, the slowest after {SlowestResume.TotalSeconds:0.0} s");
}
