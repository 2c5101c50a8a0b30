using System.Globalization;
using AdminPortal.Testing;
using Xunit.Abstractions;

namespace AdminPortal.CrashTests;

/// <summary>
/// The portal is killed at random moments of a bulk of a thousand. <c>PORTAL_CRASH_KILLS=100 tests/run Crash</c> kills it a hundred times,
/// <c>PORTAL_CRASH_SEED</c> repeats a run's dice (the machine's timing it can't repeat).
/// </summary>
public sealed class RandomKillsTests(ITestOutputHelper output)
{
    private const int Invitations = 1000;

    [Fact]
    public async Task Killed_at_random_moments_of_a_bulk_nobody_is_lost_nobody_gets_two_mails_and_no_account_is_orphaned()
    {
        var kills = Setting("PORTAL_CRASH_KILLS") ?? 20;
        var seed = Setting("PORTAL_CRASH_SEED") ?? Environment.TickCount;
        await using var scene = await CrashScene.BeginAsync();

        var report = await new KillRun(scene, Invitations, kills, seed, Tell).RunAsync();

        Tell(report.ToString());
        Assert.True(report.Wrong.Count == 0, string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {report}\n{string.Join('\n', report.Wrong.Take(20))}"));
        Assert.Equal((Invitations, 0, 0, 0), (report.Invitations, report.Lost, report.DuplicateMails, report.OrphanAccounts));

        // The log is there to be asked, so every lost answer must have been settled.
        Assert.Equal(0, report.Unconfirmed);
    }

    // Into the test's own output, and onto the console, where tests/run shows it.
    private void Tell(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
