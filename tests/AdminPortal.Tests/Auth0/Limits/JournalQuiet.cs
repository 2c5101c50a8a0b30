using Auth0Emulator.Control;

namespace AdminPortal.Tests.Auth0;

/// <summary>Lets a portal at work come to rest before a test moves time on.</summary>
internal static class JournalQuiet
{
    // Nobody announces that nothing more comes; a few milliseconds without a request say so nearly always, and where they err a call only takes a little longer on the manual clock.
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(4);

    /// <summary>Returns once the tenant has heard nothing new for a moment.</summary>
    public static async Task QuietAsync(this Journal journal, CancellationToken cancellationToken = default)
    {
        for (var before = -1L; ;)
        {
            var last = journal.Requests is [.., var newest] ? newest.Number : 0;
            if (last == before)
            {
                return;
            }

            before = last;
            await Task.Delay(Still, TimeProvider.System, cancellationToken);
        }
    }
}
