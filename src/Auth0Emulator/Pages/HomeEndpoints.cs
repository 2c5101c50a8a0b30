using System.Globalization;
using Auth0Emulator.Hosting;
using Auth0Emulator.Limits;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Pages;

/// <summary>/emulator, and on it the plan and the reset button.</summary>
public sealed class HomeEndpoints(TenantState state, TenantAddress address, TenantClock clock, TenantReset reset, TenantLimits limits, PageRenderer pages)
{
    private const int Shown = 200;

    /// <summary>Maps the page.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/emulator", context => ShowAsync(context, null));
        routes.MapForm("/emulator/plan", ChooseAsync);
        routes.MapForm("/emulator/reset", ResetAsync);
    }

    private Task ShowAsync(HttpContext context, string? problem)
    {
        var (people, clients) = state.Read(tenant => (
            tenant.Users.Values.OrderBy(user => user.CreatedAt).Take(Shown).Select(user => Row(tenant, user)).ToArray(),
            tenant.Clients.ToArray()));
        return pages.SendAsync<HomePage>(context, problem is null ? 200 : 400, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(HomePage.Root)] = address.Root,
            [nameof(HomePage.Now)] = clock.GetUtcNow(),
            [nameof(HomePage.People)] = people,
            [nameof(HomePage.Clients)] = clients,
            [nameof(HomePage.Plan)] = limits.Plan,
            [nameof(HomePage.Told)] = Told(context.Request.Query),
            [nameof(HomePage.Problem)] = problem,
        });
    }

    private async Task ChooseAsync(HttpContext context)
    {
        var form = await context.Request.FormAsync();
        try
        {
            limits.Plan = form["plan"] == RateLimitPlan.Off ? null : RateLimitPlan.Named(form["plan"], Factor(form["factor"]));
            context.Response.SeeOther("/emulator?plan");
        }
        catch (FormatException mistake)
        {
            await ShowAsync(context, mistake.Message);
        }
    }

    private async Task ResetAsync(HttpContext context)
    {
        await reset.RunAsync();
        context.Response.SeeOther("/emulator?reset");
    }

    private static string? Told(IQueryCollection query) =>
        query.ContainsKey("reset") ? "The tenant was put back to how it starts." :
        query.ContainsKey("plan") ? "The plan is in force; every bucket is full." : null;

    private static int Factor(string? text) => string.IsNullOrWhiteSpace(text) ? 1
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var factor) ? factor
        : throw new FormatException($"The factor is a whole number; it is {text}.");

    private static HomePage.PersonRow Row(TenantData tenant, TenantUser user)
    {
        var roles = tenant.RoleMembers.Where(member => member.UserId == user.UserId).Select(member => tenant.Roles.Find(role => role.Id == member.RoleId)?.Name);
        return new(user.Email, user.Name, string.Join(", ", roles), user.EmailVerified, user.LoginsCount ?? 0, user.Blocked == true);
    }
}
