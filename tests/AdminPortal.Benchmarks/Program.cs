namespace AdminPortal.Benchmarks;

/// <summary>Measures what the portal claims about its speed, each claim as a ratio within this one run, and prints claim, target and figure.</summary>
internal static class Program
{
    /// <summary>The entry point; <see cref="BenchmarkOptions.Usage"/> says what it takes. 0 when every claim is held, 1 when one isn't, 2 when it was asked something it doesn't know.</summary>
    public static async Task<int> Main(string[] args)
    {
        BenchmarkOptions options;
        try
        {
            options = BenchmarkOptions.Read(args);
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message}\n\n{BenchmarkOptions.Usage}");
            return 2;
        }

        if (options.Help)
        {
            await Console.Out.WriteLineAsync(BenchmarkOptions.Usage);
            return 0;
        }

        Tell($"{Machine.Facts()}; seed {options.Seed}");
        var claims = new List<Claim>();
        foreach (var (name, benchmark) in Benchmarks(options))
        {
            if (options.Only.Count == 0 || options.Only.Contains(name))
            {
                Tell($"\n{name}");
                claims.AddRange(await benchmark());
            }
        }

        Tell($"\n{ClaimTable.Of(claims)}");
        return claims.TrueForAll(claim => claim.Held != false) ? 0 : 1;
    }

    private static IEnumerable<(string Name, Func<Task<IReadOnlyList<Claim>>> Run)> Benchmarks(BenchmarkOptions options) =>
    [
        ("P1", () => new BulkBenchmark(options.Plans, options.People, Tell).RunAsync()),
        ("P6", () => new TokenBenchmark(Tell).RunAsync()),
        ("P7", () => new KillBenchmark(options.People, options.Kills, options.Seed, Tell).RunAsync()),
    ];

    private static void Tell(string line) => Console.Out.WriteLine(line);
}
