using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Home;
using AdminPortal.Invites;
using AdminPortal.LookUp;
using AdminPortal.ManagementToken;
using AdminPortal.Requests;
using AdminPortal.Setup;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using Microsoft.Extensions.Options;

namespace AdminPortal;

/// <summary>The portal's table of contents: its slices, its pipeline, its start.</summary>
public sealed class Program
{
    private Program()
    {
    }

    /// <summary>Starts the portal, or with <c>check</c> looks at the tenant in the terminal; 1 when the settings keep it from starting.</summary>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            if (args is [TerminalCheck.Word, .. var settings])
            {
                return await TerminalCheck.RunAsync(settings, Console.Out);
            }

            var app = Create(args, builder => RequiredSettings.Demand(builder.Configuration, builder.Environment));
            app.Services.GetService<IStartupValidator>()?.Validate(); // before the host does, which would log a stack trace
            await RunAsync(app);
            return 0;
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } lines)
        {
            await Console.Error.WriteLineAsync($"The portal was not started.\n{string.Join('\n', lines)}");
            return 1;
        }
    }

    private static async Task RunAsync(WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to end before it had started: that is an end like any other.
        }
    }

    /// <summary>Builds the portal without starting it; <paramref name="configure"/> may hand in settings and a clock first.</summary>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = ContentRoot.Find(),
        });
        builder.WebHost.UseStaticWebAssets();
        configure?.Invoke(builder);
        HostSettings.Demand(builder.Configuration);

        builder.AddShell();
        builder.AddData();
        builder.AddManagementToken();
        builder.AddAuth0();
        builder.AddSignIn();
        builder.AddAudit();
        builder.AddTeams();
        builder.AddInvites();
        builder.AddRequests();
        builder.AddLookUp();
        builder.AddHome();
        builder.AddSetup();

        var app = builder.Build();
        app.UseShell();
        app.UseSignIn();
        app.MapShell();
        app.MapSignIn();
        app.MapAudit();
        app.MapInvites();
        app.MapSetup();
        return app;
    }
}
