namespace AdminPortal.Invites;

/// <summary>The heart: invitations and their delivery.</summary>
public static class InvitesFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddInvites(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
    }

    /// <summary>Map step of the pipeline.</summary>
    public static void MapInvites(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
