using System.Globalization;
using Auth0Emulator.Api;
using Auth0Emulator.Control;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Hosting;

/// <summary>What a caller gets to see of a fault that keeps its call from acting: an error, silence, or a cut connection.</summary>
public sealed class FaultReplies(FaultPlan faults, TenantClock clock)
{
    /// <summary>The error to answer with; null for a fault that gives no answer.</summary>
    public ApiReply? Of(Fault fault) => fault.Kind switch
    {
        FaultKind.Status => Auth0Errors.Management(fault.Status, fault.Message ?? "An internal server error occurred", fault.ErrorCode) with { Headers = Headers(fault) },
        FaultKind.Busy => (fault.Pattern.IsManagement ? Auth0Errors.GlobalLimit() : Auth0Errors.TooManyRequests()) with { Headers = Headers(fault) },
        FaultKind.Hang or FaultKind.Drop or FaultKind.CommitThenDrop => null,
    };

    /// <summary>Leaves the caller without an answer: at once, or once it hangs up or the fault is taken out.</summary>
    public async Task CutAsync(HttpContext context, Fault fault)
    {
        if (fault.Kind is FaultKind.Hang)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, faults.UntilRemoved(fault.Id));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        context.Abort();
    }

    // A reset of "+5" means five seconds from now by the tenant's clock; anything else goes out as it stands, garbage included.
    private Dictionary<string, string> Headers(Fault fault) => fault.Headers.ToDictionary(
        header => header.Key,
        header => header.Value.StartsWith('+') && int.TryParse(header.Value, CultureInfo.InvariantCulture, out var seconds)
            ? (clock.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture)
            : header.Value,
        StringComparer.OrdinalIgnoreCase);
}
