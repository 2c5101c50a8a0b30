namespace AdminPortal.Audit;

/// <summary>Who changed what, when.</summary>
public static class AuditFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
    }
}
