using Auth0Emulator.Tenant;

namespace Auth0Emulator.Control;

internal static class GrantEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/grants", (GrantBook grants, TenantState state, string? clientId) =>
            clientId is null ? Results.Ok(grants.All) :
            state.Read(tenant => tenant.Client(clientId)) is null ? NoSuchClient(clientId) :
            Results.Ok(grants.All.Where(grant => grant.ClientId == clientId)));
        control.MapPatch("/grants", async (GrantBook grants, TenantState state, HttpContext context) =>
        {
            var request = await ControlBody.ReadAsync<GrantRequest>(context);
            request.Demand();
            if (state.Read(tenant => tenant.Client(request.ClientId)) is null)
            {
                return NoSuchClient(request.ClientId);
            }

            if (request.Remove)
            {
                grants.Remove(request.ClientId, request.Audience);
                return Results.NoContent();
            }

            return Results.Ok(grants.Change(request.ClientId, request.Audience, request.Changed));
        });
    }

    private static IResult NoSuchClient(string clientId) => ControlProblem.NotFound($"There is no client {clientId}; GET /emulator/api/tenant names those there are.");

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

        public void Demand()
        {
            var changes = Scope is not null || Allow is not null || Deny is not null;
            if (changes == Remove)
            {
                throw new FormatException(Remove ? "remove takes the whole grant away: leave scope, allow and deny out." : "Say what to change: scope, allow, deny or remove.");
            }
        }

        public IReadOnlyList<string> Changed(IReadOnlyList<string> had)
        {
            var scopes = (Scope ?? had).Union(Allow ?? [], StringComparer.Ordinal).ToArray();
            var absent = (Deny ?? []).Except(scopes, StringComparer.Ordinal).ToArray();
            return absent.Length == 0
                ? [.. scopes.Except(Deny ?? [], StringComparer.Ordinal)]
                : throw new FormatException($"{ClientId} has not got {string.Join(", ", absent)}, so it can't be taken away; it has {(scopes.Length == 0 ? "nothing" : string.Join(", ", scopes))}.");
        }
    }
}
