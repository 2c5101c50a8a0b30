using Auth0Emulator.Tenant;

namespace Auth0Emulator.Control;

internal static class GrantEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/grants", (GrantBook grants) => grants.All);
        control.MapPatch("/grants", async (GrantBook grants, HttpContext context) =>
            (await ControlBody.ReadAsync<GrantRequest>(context)).Apply(grants) is { } grant ? Results.Ok(grant) : Results.NoContent());
    }

    internal sealed record GrantRequest
    {
        public required string ClientId { get; init; }

        /// <summary>The Management API unless said otherwise.</summary>
        public string? Audience { get; init; }

        /// <summary>The whole set of scopes; makes the grant when there is none.</summary>
        public IReadOnlyList<string>? Scope { get; init; }

        /// <summary>Scopes to add.</summary>
        public IReadOnlyList<string>? Allow { get; init; }

        /// <summary>Scopes to take away.</summary>
        public IReadOnlyList<string>? Deny { get; init; }

        /// <summary>True takes the whole grant away.</summary>
        public bool Remove { get; init; }

        public ClientGrant? Apply(GrantBook grants)
        {
            if (Remove)
            {
                grants.Remove(ClientId, Audience);
                return null;
            }

            if (Scope is null && Allow is null && Deny is null)
            {
                throw new FormatException("Say what to change: scope, allow, deny or remove.");
            }

            var had = Scope ?? grants.Find(ClientId, Audience)?.Scope ?? [];
            return grants.SetScopes(ClientId, had.Union(Allow ?? []).Except(Deny ?? []), Audience);
        }
    }
}
