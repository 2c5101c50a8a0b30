using Auth0Emulator.Hosting;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Pages;

/// <summary>/emulator and the reset button on it.</summary>
public sealed class HomeEndpoints(TenantState state, TenantAddress address, TenantClock clock, TenantReset reset, PageRenderer pages)
{
    private const int Shown = 200;

    /// <summary>Maps the page.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/emulator", ShowAsync);
        routes.MapForm("/emulator/reset", ResetAsync);
    }

    private Task ShowAsync(HttpContext context)
    {
        var (people, clients) = state.Read(tenant => (
            tenant.Users.Values.OrderBy(user => user.CreatedAt).Take(Shown).Select(user => Row(tenant, user)).ToArray(),
            tenant.Clients.ToArray()));
        return pages.SendAsync<HomePage>(context, 200, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(HomePage.Root)] = address.Root,
            [nameof(HomePage.Now)] = clock.GetUtcNow(),
            [nameof(HomePage.People)] = people,
            [nameof(HomePage.Clients)] = clients,
            [nameof(HomePage.Told)] = context.Request.Query.ContainsKey("reset") ? "The tenant was put back to how it starts." : null,
        });
    }

    private async Task ResetAsync(HttpContext context)
    {
        await reset.RunAsync();
        context.Response.SeeOther("/emulator?reset");
    }

    private static HomePage.PersonRow Row(TenantData tenant, TenantUser user)
    {
        var roles = tenant.RoleMembers.Where(member => member.UserId == user.UserId).Select(member => tenant.Roles.Find(role => role.Id == member.RoleId)?.Name);
        return new(user.Email, user.Name, string.Join(", ", roles), user.EmailVerified, user.LoginsCount ?? 0, user.Blocked == true);
    }
}
