using System.Globalization;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Control;

internal static class ClockEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/clock", (TenantClock clock) => Shown(clock));
        control.MapPost("/clock", async (TenantClock clock, HttpContext context) =>
        {
            (await ControlBody.ReadAsync<ClockRequest>(context)).Move(clock);
            return Shown(clock);
        });
    }

    private static object Shown(TenantClock clock) => new { Now = clock.GetUtcNow(), OffsetSeconds = clock.Offset.TotalSeconds };

    internal sealed record ClockRequest
    {
        /// <summary>Such as <c>1.02:00:00</c> for a day and two hours, or <c>-00:05:00</c>.</summary>
        public string? By { get; init; }

        /// <summary>An instant.</summary>
        public DateTimeOffset? To { get; init; }

        public void Move(TenantClock clock)
        {
            if ((By is null) == (To is null))
            {
                throw new FormatException("Say either by (such as \"1.02:00:00\" for a day and two hours) or to (an instant).");
            }

            if (To is { } to)
            {
                clock.MoveTo(to);
                return;
            }

            clock.MoveBy(TimeSpan.TryParse(By, CultureInfo.InvariantCulture, out var by)
                ? by
                : throw new FormatException($"\"{By}\" is not a duration; write days.hours:minutes:seconds, such as \"1.02:00:00\"."));
        }
    }
}
