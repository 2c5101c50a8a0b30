using System.Globalization;
using AdminPortal.Testing;

namespace AdminPortal.Benchmarks;

/// <summary>P7: the portal is killed at random moments of a bulk while people revoke and accept; what is lost, doubled, and how soon the next portal takes over.</summary>
internal sealed class KillBenchmark(int people, int kills, int seed, Action<string> tell)
{
    private static readonly TimeSpan LongestResume = CrashScene.Lease + TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Claim>> RunAsync()
    {
        await using var scene = await CrashScene.BeginAsync();
        var report = await new KillRun(scene, people, kills, seed, tell).RunAsync();
        tell(report.ToString());
        foreach (var wrong in report.Wrong)
        {
            tell($"  {wrong}");
        }

        var (what, slowest) = (string.Create(CultureInfo.InvariantCulture, $"{kills} × kill in a bulk of {people}"), report.SlowestResume);
        return
        [
            new(
                "P7",
                what,
                "lost 0, duplicate mails 0",
                string.Create(CultureInfo.InvariantCulture, $"{report.Lost}, {report.DuplicateMails}; not confirmed {report.Unconfirmed}, orphans {report.OrphanAccounts}"),
                report is { Lost: 0, DuplicateMails: 0, OrphanAccounts: 0, Wrong.Count: 0 } && report.Invitations == people),
            new(
                "P7",
                string.Create(CultureInfo.InvariantCulture, $"resume, {report.Resumed.Count} taken over, lease {CrashScene.Lease.TotalSeconds:0} s"),
                "≤ lease + 5 s",
                string.Create(CultureInfo.InvariantCulture, $"{slowest.TotalSeconds:0.0} s at most"),
                report.Resumed.Count > 0 && slowest <= LongestResume),
        ];
    }
}
