using Auth0Emulator.Tenant;

namespace Auth0Emulator.Tests.Kit;

/// <summary>Looks at links from inside the tenant.</summary>
public static class Tickets
{
    /// <summary>What has become of a link.</summary>
    public static TicketStanding Standing(LocalTenant tenant, TimeProvider clock, string link)
    {
        var address = new TenantAddress();
        return new PasswordTickets(tenant.State, new TenantClock(clock), address).Look(Id(link));
    }

    /// <summary>The ticket's id in a link.</summary>
    public static string Id(string link) => link[(link.IndexOf("ticket=", StringComparison.Ordinal) + "ticket=".Length)..].TrimEnd('#');
}
