using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace AdminPortal.Setup;

/// <summary>What the forms of Setup post to where no WebSocket is, and the report as a file. Whether somebody may is the use cases' answer.</summary>
internal static class SetupEndpoints
{
    /// <summary>Looks again.</summary>
    public const string CheckPath = "/setup/check";

    /// <summary>Fetches a fresh Management token and looks again.</summary>
    public const string RenewPath = "/setup/renew";

    /// <summary>Puts right what a check found.</summary>
    public const string FixPath = "/setup/fix";

    /// <summary>The report as text.</summary>
    public const string ReportPath = "/setup/report.txt";

    public static void MapSetupEndpoints(this WebApplication app)
    {
        // Anybody signed in gets as far as the use case, which refuses and says so in the audit.
        app.MapPost(CheckPath, (CheckTenant check, [FromForm] string? again, CancellationToken cancellationToken) => LookAsync(check, renew: false, cancellationToken)).RequireAuthorization().ExcludeFromDescription();
        app.MapPost(RenewPath, (CheckTenant check, [FromForm] string? again, CancellationToken cancellationToken) => LookAsync(check, renew: true, cancellationToken)).RequireAuthorization().ExcludeFromDescription();
        app.MapPost(FixPath, FixAsync).RequireAuthorization().ExcludeFromDescription();
        app.MapGet(ReportPath, ReportAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> LookAsync(CheckTenant check, bool renew, CancellationToken cancellationToken) =>
        (await check.HandleAsync(renew, cancellationToken)).Match(_ => Results.LocalRedirect(SetupPage.Address), _ => Results.Forbid());

    private static async Task<IResult> FixAsync(FixTenant fix, [FromForm] string? check, CancellationToken cancellationToken) =>
        (await fix.HandleAsync(check ?? "", cancellationToken)).Match(
            _ => Back(check),
            _ => Back(check),
            _ => Results.Forbid());

    // What came of it stands in the audit, from where the page tells it.
    private static IResult Back(string? check) => Results.LocalRedirect($"{SetupPage.Address}?fix={Uri.EscapeDataString(check ?? "")}");

    private static async Task<IResult> ReportAsync(CheckTenant check, SetupReportText text, CancellationToken cancellationToken) =>
        await check.ReadAsync(cancellationToken) is { } report
            ? Results.File(Encoding.UTF8.GetBytes(text.Of(report)), "text/plain; charset=utf-8", "adminportal-setup.txt")
            : Results.Forbid();
}
