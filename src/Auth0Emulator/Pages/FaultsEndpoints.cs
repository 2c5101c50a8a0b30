using System.Globalization;
using Auth0Emulator.Control;
using Auth0Emulator.Hosting;

namespace Auth0Emulator.Pages;

/// <summary>/emulator/faults: faults and gates, put in and taken out by hand.</summary>
public sealed class FaultsEndpoints(FaultPlan faults, GatePlan gates, PageRenderer pages)
{
    private const string Here = "/emulator/faults";

    /// <summary>Maps the page and its forms.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Here, context => ShowAsync(context, null));
        routes.MapForm("/emulator/faults/add", context => ChangeAsync(context, AddFault));
        routes.MapForm("/emulator/faults/remove", context => ChangeAsync(context, form => faults.Remove(form["id"].ToString())));
        routes.MapForm("/emulator/gates/add", context => ChangeAsync(context, form =>
            gates.Add(form["route"].ToString().Trim(), Enum.TryParse<GatePlace>(form["place"], out var place) ? place : GatePlace.Call)));
        routes.MapForm("/emulator/gates/open", context => ChangeAsync(context, form => gates.Find(form["id"].ToString())?.Release()));
    }

    private void AddFault(IFormCollection form)
    {
        var kind = Enum.TryParse<FaultKind>(form["kind"], out var chosen) ? chosen : FaultKind.Status;
        var route = form["route"].ToString().Trim();
        var fault = kind is FaultKind.Busy ? Fault.Busy(route) : Fault.Of(route, kind);
        faults.Add(fault with
        {
            Status = Number("status", form) ?? 500,
            Times = Number("times", form),
            Containing = form["containing"].ToString() is { Length: > 0 } text ? text : null,
        });
    }

    private async Task ChangeAsync(HttpContext context, Action<IFormCollection> change)
    {
        try
        {
            change(await context.Request.FormAsync());
            context.Response.SeeOther(Here);
        }
        catch (FormatException mistake)
        {
            await ShowAsync(context, mistake.Message);
        }
    }

    private Task ShowAsync(HttpContext context, string? problem) => pages.SendAsync<FaultsPage>(context, problem is null ? 200 : 400, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(FaultsPage.Faults)] = faults.All,
        [nameof(FaultsPage.Gates)] = gates.All,
        [nameof(FaultsPage.Problem)] = problem,
    });

    private static int? Number(string name, IFormCollection form) => form[name].ToString() switch
    {
        "" => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new FormatException($"{name} is a whole number; it is {text}."),
    };
}
