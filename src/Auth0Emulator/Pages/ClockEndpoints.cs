using System.Globalization;
using Auth0Emulator.Hosting;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Pages;

/// <summary>/emulator/clock: the tenant's time, moved by hand.</summary>
public sealed class ClockEndpoints(TenantClock clock, PageRenderer pages)
{
    private const string Here = "/emulator/clock";

    /// <summary>Maps the page and its forms.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Here, context => ShowAsync(context, null));
        routes.MapForm("/emulator/clock/move", MoveAsync);
        routes.MapForm("/emulator/clock/restore", context =>
        {
            clock.Restore();
            context.Response.SeeOther(Here);
            return Task.CompletedTask;
        });
    }

    private async Task MoveAsync(HttpContext context)
    {
        var form = await context.Request.FormAsync();
        if (Number(form["days"]) is not { } days || Number(form["hours"]) is not { } hours || Number(form["minutes"]) is not { } minutes)
        {
            await ShowAsync(context, "Days, hours and minutes are whole numbers.");
            return;
        }

        try
        {
            clock.MoveBy(TimeSpan.FromMinutes(minutes + (60L * hours) + (1440L * days)));
            context.Response.SeeOther(Here);
        }
        catch (ClockOutOfReachException problem)
        {
            await ShowAsync(context, problem.Message);
        }
    }

    private Task ShowAsync(HttpContext context, string? problem) => pages.SendAsync<ClockPage>(context, problem is null ? 200 : 400, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(ClockPage.Now)] = clock.GetUtcNow(),
        [nameof(ClockPage.Offset)] = Words(clock.Offset),
        [nameof(ClockPage.Problem)] = problem,
    });

    private static string Words(TimeSpan offset) => offset == TimeSpan.Zero
        ? "nothing, it shows real time"
        : string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? "−" : "+")}{Math.Abs(offset.Days)} days {offset:hh\\:mm\\:ss}");

    private static int? Number(string? text) => string.IsNullOrWhiteSpace(text) ? 0
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 10_000_000 ? number : null;
}
