namespace Auth0Emulator.Control;

internal static class FaultEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/faults", (FaultPlan faults) => faults.All);
        control.MapPost("/faults", async (FaultPlan faults, HttpContext context) =>
            Results.Created((string?)null, faults.Add((await ControlBody.ReadAsync<FaultRequest>(context)).ToFault())));
        control.MapDelete("/faults", (FaultPlan faults) =>
        {
            faults.Clear();
            return Results.NoContent();
        });
        control.MapDelete("/faults/{id}", (FaultPlan faults, string id) => faults.Remove(id) ? Results.NoContent() : ControlProblem.NotFound($"There is no fault {id}."));
    }

    internal sealed record FaultRequest
    {
        public required string Route { get; init; }

        public required FaultKind Kind { get; init; }

        public int? Times { get; init; }

        public string? Containing { get; init; }

        public int? Status { get; init; }

        public string? Message { get; init; }

        public string? ErrorCode { get; init; }

        public Dictionary<string, string>? Headers { get; init; }

        public Fault ToFault()
        {
            var fault = Kind is FaultKind.Busy ? Fault.Busy(Route, headers: Headers) : Fault.Of(Route, Kind) with { Headers = Headers ?? [] };
            return fault with { Times = Times, Containing = Containing, Status = Status ?? 500, Message = Message, ErrorCode = ErrorCode };
        }
    }
}
