using System.Globalization;
using System.Runtime.InteropServices;

namespace AdminPortal.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    private const string Load = "/proc/loadavg";

    public static string Facts()
    {
        var load = File.Exists(Load) ? $", load {File.ReadAllText(Load).Split(' ')[0]}" : "";
#if DEBUG
        const string Build = "Debug build: use -c Release for figures to quote";
#else
        const string Build = "Release build";
#endif
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores{load}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSArchitecture}, {Build}");
    }
}
