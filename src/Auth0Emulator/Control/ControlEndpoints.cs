using System.Text.Json;
using System.Text.Json.Serialization;
using Auth0Emulator.Hosting;
using Auth0Emulator.Mail;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Control;

/// <summary>The control API, /emulator/api: what <see cref="LocalTenant"/> offers in process, for programs in any language.</summary>
public static class ControlEndpoints
{
    /// <summary>Registers what the control API needs.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services) => services.ConfigureHttpJsonOptions(json =>
    {
        json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    });

    /// <summary>Maps the control API.</summary>
    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/emulator/api").AddEndpointFilter<OwnPagesOnly>().AddEndpointFilter<PlainErrors>();
        MapRecords(control);
        FaultEndpoints.Map(control);
        GateEndpoints.Map(control);
        ClockEndpoints.Map(control);
        GrantEndpoints.Map(control);
        PlanEndpoints.Map(control);
        ProviderEndpoints.Map(control);
        SettingsEndpoints.Map(control);
        control.MapPost("/reset", async (TenantReset reset) =>
        {
            await reset.RunAsync();
            return Results.NoContent();
        });
    }

    private static void MapRecords(RouteGroupBuilder control)
    {
        control.MapGet("/mail", (Inbox inbox, string? to) => to is null ? inbox.All : inbox.To(to));
        control.MapDelete("/mail", (Inbox inbox) =>
        {
            inbox.Clear();
            return Results.NoContent();
        });
        control.MapGet("/journal", IReadOnlyList<JournalEntry> (Journal journal, string? route) =>
            // A list of requests would be written without saying of each that it is one.
            route is null ? journal.All : [.. journal.On(route).Cast<JournalEntry>()]);
        control.MapDelete("/journal", (Journal journal) =>
        {
            journal.Clear();
            return Results.NoContent();
        });
        control.MapGet("/tenant", (TenantState state, TenantAddress address) => state.Read(tenant => ShownTenant.Of(tenant, address)));
    }
}

/// <summary>What the control routes tell of the tenant as a whole.</summary>
internal sealed record ShownTenant(string Address, string FriendlyName, int Users, int Mails, IReadOnlyList<ShownTenant.Client> Clients)
{
    public static ShownTenant Of(TenantData tenant, TenantAddress address) => new(
        address.Root,
        tenant.Settings.FriendlyName,
        tenant.Users.Count,
        tenant.Mails.Count,
        [.. tenant.Clients.Select(client => new Client(client.ClientId, client.Name, client.AppType))]);

    /// <summary>A client of the tenant, without its secret.</summary>
    internal sealed record Client(string ClientId, string Name, string AppType);
}
