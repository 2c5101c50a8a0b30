namespace Auth0Emulator.Control;

internal static class GateEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/gates", (GatePlan gates) => gates.All);
        control.MapPost("/gates", async (GatePlan gates, HttpContext context) =>
        {
            var request = await ControlBody.ReadAsync<GateRequest>(context);
            return Results.Created((string?)null, gates.Add(request.Route, request.Place, request.Containing));
        });
        control.MapGet("/gates/{id}/arrived", async (GatePlan gates, string id, int? calls, CancellationToken ct) =>
        {
            if (gates.Find(id) is not { } gate)
            {
                return NoSuchGate(id);
            }

            await gate.ArrivedAsync(calls ?? 1, ct);
            return Results.Ok(gate);
        });
        control.MapDelete("/gates/{id}", (GatePlan gates, string id) =>
        {
            if (gates.Find(id) is not { } gate)
            {
                return NoSuchGate(id);
            }

            gate.Release();
            return Results.NoContent();
        });
        control.MapDelete("/gates", (GatePlan gates) =>
        {
            gates.Clear();
            return Results.NoContent();
        });
    }

    private static IResult NoSuchGate(string id) => ControlProblem.NotFound($"There is no gate {id}; it may have been released.");

    internal sealed record GateRequest
    {
        public required string Route { get; init; }

        public required GatePlace Place { get; init; }

        public string? Containing { get; init; }
    }
}
