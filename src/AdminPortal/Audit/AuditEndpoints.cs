using Microsoft.AspNetCore.Mvc;

namespace AdminPortal.Audit;

/// <summary>The audit as a file, and the check of its chain where no WebSocket is. Whether somebody may is the use cases' answer.</summary>
internal static class AuditEndpoints
{
    /// <summary>Checks the chain.</summary>
    public const string VerifyPath = "/audit/verify";

    public static void MapAuditEndpoints(this WebApplication app)
    {
        // Anybody signed in gets as far as the use case, which refuses and says so in the audit.
        app.MapGet(AuditListAddress.ExportPath, ExportAsync).RequireAuthorization().ExcludeFromDescription();
        app.MapPost(VerifyPath, VerifyAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> ExportAsync(ExportAudit export, HttpRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        var query = AuditListAddress.Read(request.Query.ToDictionary(part => part.Key, part => (string?)part.Value.ToString()));
        return await export.HandleAsync(query, cancellationToken) is { } write
            ? Results.Stream(file => write(file, cancellationToken), "text/csv; charset=utf-8", $"audit-{clock.GetUtcNow():yyyy-MM-dd}.csv")
            : Results.Forbid();
    }

    private static async Task<IResult> VerifyAsync(VerifyAudit verify, [FromForm] string? again, CancellationToken cancellationToken) =>
        await verify.HandleAsync(cancellationToken) is null ? Results.Forbid() : Results.LocalRedirect(AuditListAddress.Path);
}
