using System.Globalization;
using Auth0Emulator.Limits;

namespace AdminPortal.Benchmarks;

/// <summary>What is measured, and how much of it.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>What may be said on the command line.</summary>
    public const string Usage = """
        dotnet run -c Release --project tests/AdminPortal.Benchmarks -- [options]

        Prints the claims P1, P6 and P7 with the figures of this run; ends with 1 when one of them isn't held.
          P1  a bulk of 1,000 against the local tenant on the limits of each plan, beside a sequential script
          P6  the Management token over 30 simulated days
          P7  a bulk of 1,000 whose portal is killed again and again

          --only P1,P6     only these
          --plans free,enterprise-nonproduction
                           only these plans: free, professional, enterprise, enterprise-nonproduction
          --people 1000    how many invitations are in a bulk
          --kills 20       how often P7 kills the portal
          --seed 1         the dice of P7; the machine's timing no seed repeats
          --help           this text

        Everything takes about eight minutes on two cores that have nothing else to do. On a busy machine P1 measures the machine:
        its first lines say how fast the portal is here without any limit.
        """;

    private static readonly string[] Known = ["P1", "P6", "P7"];

    /// <summary>The claims asked for; empty for all.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    public IReadOnlyList<RateLimitPlan> Plans { get; private init; } = RateLimitPlan.All;

    public int People { get; private init; } = 1000;

    public int Kills { get; private init; } = 20;

    public int Seed { get; private init; } = Environment.TickCount;

    public bool Help { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">Something in it is not understood.</exception>
    public static BenchmarkOptions Read(IReadOnlyList<string> args)
    {
        var options = new BenchmarkOptions();
        for (var at = 0; at < args.Count; at++)
        {
            options = args[at] switch
            {
                "--help" => options with { Help = true },
                "--only" => options with { Only = [.. Words(args, ++at).Select(word => Known.Contains(word) ? word : throw new FormatException($"There is no {word}; there are {string.Join(", ", Known)}."))] },
                "--plans" => options with { Plans = [.. Words(args, ++at).Select(Plan)] },
                "--people" => options with { People = Number(args, ++at, 10, 5000) },
                "--kills" => options with { Kills = Number(args, ++at, 1, 1000) },
                "--seed" => options with { Seed = Number(args, ++at, int.MinValue, int.MaxValue) },
                var other => throw new FormatException($"\"{other}\" is not understood."),
            };
        }

        return options.Kills * 2 <= options.People ? options : throw new FormatException("There must be at least two invitations to each kill: one is revoked and one is used after it.");
    }

    private static RateLimitPlan Plan(string name) =>
        RateLimitPlan.All.FirstOrDefault(plan => plan.Name == name) ?? throw new FormatException($"There is no plan {name}; there are {string.Join(", ", RateLimitPlan.All.Select(plan => plan.Name))}.");

    private static string[] Words(IReadOnlyList<string> args, int at) => Value(args, at).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Number(IReadOnlyList<string> args, int at, int least, int most) =>
        int.TryParse(Value(args, at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{args[at - 1]} takes a whole number from {least} to {most}; it is \"{args[at]}\"."));

    private static string Value(IReadOnlyList<string> args, int at) => at < args.Count ? args[at] : throw new FormatException($"{args[at - 1]} needs a value.");
}
