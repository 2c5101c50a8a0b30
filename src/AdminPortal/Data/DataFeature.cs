namespace AdminPortal.Data;

/// <summary>The durable record.</summary>
public static class DataFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddData(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
    }
}
