using AdminPortal.Shell;
using AdminPortal.SignIn;

namespace AdminPortal.Home;

/// <summary>Counts and what needs attention.</summary>
public static class HomeFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddHome(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.Configure<ShellParts>(parts =>
        {
            parts.AddPlace(new Place("/", "Home", "home", Exact: true, Order: 10));
            parts.AddPlace(new Place("/invites", "Invitations", "letter", Order: 20, Policy: nameof(Right.SeeInvites)));
            parts.AddBanner<TenantBanner>();
            parts.ShowLinkState<LinkState>();
            parts.ShowPerson<PersonCard>();
        });
    }
}
