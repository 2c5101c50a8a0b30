using AdminPortal.Audit;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;

namespace AdminPortal.Requests;

/// <summary>What leads ask for and admins answer.</summary>
public static class RequestsFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddRequests(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton<RequestChanges>();
        services.AddSingleton<AskRecording>();
        services.AddSingleton<RequestRows>();
        services.AddSingleton<IAuditSubjects, RequestAuditSubjects>();

        services.AddScoped<AskForInvites>();
        services.AddScoped<ApproveRequest>();
        services.AddScoped<DeclineRequest>();
        services.AddScoped<CloseRequest>();
        services.AddScoped<WithdrawRequest>();
        services.AddScoped<RequestList>();
        services.AddScoped<RequestCount>();
        services.AddScoped<RequestActions>();

        services.Configure<InviteDoor>(door => door.OpensForAsking<AskDialog>(AskDialog.Title));
        services.Configure<ShellParts>(parts => parts.AddPlace(new Place(RequestListQuery.Path, "Requests", "hand", Order: 30, Policy: nameof(Right.SeeRequests), Badge: typeof(RequestCountBadge))));
    }
}
