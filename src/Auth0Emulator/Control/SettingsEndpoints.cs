using Auth0Emulator.Tenant;

namespace Auth0Emulator.Control;

internal static class SettingsEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/settings", (CustomDomains domains) => new Settings { CustomDomainConflict = domains.Conflict });
        control.MapPut("/settings", async (CustomDomains domains, HttpContext context) =>
        {
            var wanted = await ControlBody.ReadAsync<Settings>(context);
            domains.Conflict = wanted.CustomDomainConflict;
            return wanted;
        });
    }

    internal sealed record Settings
    {
        /// <summary>Whether calls that make links and name no domain are answered 409.</summary>
        public required bool CustomDomainConflict { get; init; }
    }
}
