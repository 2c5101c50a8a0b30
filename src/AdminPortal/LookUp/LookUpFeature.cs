using AdminPortal.Shell;
using Microsoft.AspNetCore.Authorization;

namespace AdminPortal.LookUp;

/// <summary>What became of one address, for people who help and decide nothing: no link, no action.</summary>
public static class LookUpFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddLookUp(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddScoped<LookUpList>();
        services.AddScoped<OpenLookedUpInvite>();
        services.AddSingleton<IAuthorizationHandler, OnlyLooksUpHandler>();
        services.Configure<AuthorizationOptions>(options =>
            options.AddPolicy(OnlyLooksUp.Policy, policy => policy.RequireAuthenticatedUser().AddRequirements(new OnlyLooksUp())));

        // Whoever sees all invitations searches the list; the page is open to them all the same.
        services.Configure<ShellParts>(parts => parts.AddPlace(new Place(LookUpAddress.Path, "Look up", "search", Order: 25, Policy: OnlyLooksUp.Policy)));
    }
}
