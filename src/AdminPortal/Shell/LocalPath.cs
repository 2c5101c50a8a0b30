using System.Diagnostics.CodeAnalysis;

namespace AdminPortal.Shell;

/// <summary>Return addresses: only paths of this portal are followed.</summary>
public static class LocalPath
{
    /// <summary>True for /path?query; false for //evil, /\evil, absolute addresses, and anything with control characters.</summary>
    public static bool Is([NotNullWhen(true)] string? address) =>
        address is ['/', ..]
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Any(char.IsControl);

    /// <summary>The address itself when it is local, otherwise the front page.</summary>
    public static string Or(string? address) => Is(address) ? address : "/";
}
