using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace AdminPortal.Requests;

/// <summary>What leads ask for and admins answer.</summary>
public static class RequestsFeature
{
    /// <summary>The policy of the page: for whoever answers requests, and for whoever asks.</summary>
    public const string Policy = "Requests";

    /// <summary>Registers everything this slice needs.</summary>
    public static void AddRequests(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton<RequestChanges>();
        services.AddSingleton<AskRecording>();
        services.AddSingleton<RequestRows>();

        services.AddScoped<AskForInvites>();
        services.AddScoped<ApproveRequest>();
        services.AddScoped<DeclineRequest>();
        services.AddScoped<CloseRequest>();
        services.AddScoped<WithdrawRequest>();
        services.AddScoped<RequestList>();
        services.AddScoped<RequestCount>();
        services.AddScoped<RequestOffer>();
        services.AddScoped<RequestActions>();

        services.AddSingleton<IAuthorizationHandler, RequestsRequirementHandler>();
        services.AddAuthorization(options => options.AddPolicy(Policy, policy => policy.RequireAuthenticatedUser().AddRequirements(new RequestsRequirement())));
        services.Configure<InviteDoor>(door => door.OpensForAsking<AskDialog>(AskDialog.Title));
        services.Configure<ShellParts>(parts => parts.AddPlace(new Place(RequestListQuery.Path, "Requests", "hand", Order: 30, Policy: Policy, Badge: typeof(RequestCountBadge))));
    }
}
