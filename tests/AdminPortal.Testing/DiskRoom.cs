using System.Diagnostics;
using System.Globalization;

namespace AdminPortal.Testing;

/// <summary>Takes the room on the disk from a running program and gives it back: Linux fails what it writes beyond a size (RLIMIT_FSIZE), as a full disk does.</summary>
public static class DiskRoom
{
    /// <summary>What the program has to be started through. Writing beyond the limit kills a process unless it ignores the signal; that is handed on to the program.</summary>
    public static IReadOnlyList<string> Launcher { get; } = ["bash", "-c", "trap '' XFSZ; exec \"$@\"", "bash"];

    /// <summary>From now on none of its files grows beyond so many bytes.</summary>
    public static Task EndAtAsync(ChildProcess program, long bytes) => LimitAsync(program, bytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>There is room again.</summary>
    public static Task GiveBackAsync(ChildProcess program) => LimitAsync(program, "unlimited");

    private static async Task LimitAsync(ChildProcess program, string size)
    {
        ArgumentNullException.ThrowIfNull(program);
        using var prlimit = Process.Start("prlimit", ["--pid", program.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={size}:"]);
        await prlimit.WaitForExitAsync();
        if (prlimit.ExitCode != 0)
        {
            throw new InvalidOperationException($"prlimit (util-linux) could not limit files to {size}.");
        }
    }
}
