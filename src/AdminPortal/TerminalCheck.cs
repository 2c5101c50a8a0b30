using AdminPortal.Setup;
using Microsoft.Extensions.Options;

namespace AdminPortal;

/// <summary>The checks of Setup in a terminal, without a web server: <c>dotnet run --project src/AdminPortal -- check</c>.</summary>
internal static class TerminalCheck
{
    /// <summary>The argument that asks for it.</summary>
    public const string Word = "check";

    /// <summary>Everything works, perhaps with a limit.</summary>
    public const int Works = 0;

    /// <summary>Something fails; also what a start refused for its settings answers.</summary>
    public const int Fails = 1;

    /// <summary>Nothing fails, but something could not be told.</summary>
    public const int NotTold = 2;

    /// <summary>Looks once, writes the report, and answers with the exit code; <paramref name="configure"/> may hand in settings and a clock.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, Action<WebApplicationBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(output);

        // Built and never started: no server listens, no service renews, delivers or migrates.
        await using var app = Program.Create(args, builder =>
        {
            configure?.Invoke(builder);
            RequiredSettings.Demand(builder.Configuration, builder.Environment);
            builder.Logging.ClearProviders();
        });
        app.Services.GetService<IStartupValidator>()?.Validate();
        var report = await app.Services.GetRequiredService<SetupChecks>().LookAsync(CancellationToken.None);
        await output.WriteAsync(app.Services.GetRequiredService<SetupReportText>().Of(report));
        return report.Failing > 0 ? Fails : report.Unknown > 0 ? NotTold : Works;
    }
}
