using AdminPortal.Invites;
using AdminPortal.ManagementToken;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;

namespace AdminPortal.BrowserTests;

/// <summary>One invitation in each status, brought there by what people and Auth0 do; the list that is watched must outlive a day.</summary>
internal static class EveryStatus
{
    /// <summary>Address and status, as they read in the list.</summary>
    public static readonly IReadOnlyDictionary<string, string> Rows = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pending@example.com"] = "Pending",
        ["accepted@example.com"] = "Accepted",
        ["unconfirmed@example.com"] = "Not confirmed",
        ["expired@example.com"] = "Expired",
        ["revoked@example.com"] = "Revoked",
        ["revoking@example.com"] = "Revoking…",
        [SignedInAlready] = "Not sent",
    };

    // Has an account of their own, which no invitation touches.
    private const string SignedInAlready = "outsider@example.com";

    /// <summary>Makes them; whoever gets the answer must let go of it when done, the removal of one account waits for that.</summary>
    public static async Task<Gate> MakeAsync(Journey journey, Visitor watcher)
    {
        // Without the log nobody can say what became of a mail whose answer was lost.
        journey.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:logs");
        await journey.Portal.Get<ManagementTokenCache>().RenewAsync(default);
        journey.Tenant.Faults.Add(Fault.CommitThenDrop("POST /dbconnections/change_password") with { Containing = "unconfirmed@example.com" });

        await using var admin = journey.Portal.SignedInAs("admin@example.com");
        var ids = await InviteAsync(admin, TimeSpan.FromDays(7), [.. Rows.Keys.Where(address => address != "expired@example.com")]);
        await InviteAsync(admin, TimeSpan.FromDays(1), "expired@example.com");
        foreach (var address in Rows.Keys.Where(address => address is not (SignedInAlready or "unconfirmed@example.com")))
        {
            await watcher.Invitations.ExpectAsync(address, "Pending");
        }

        using var invitee = journey.Portal.NewBrowser();
        await invitee.SetPasswordAsync((await journey.Tenant.MailToAsync("accepted@example.com")).PasswordLink(), "An-invitee-chose-this-1");
        await admin.Get<RevokeInvite>().HandleAsync(ids["revoked@example.com"]);
        await watcher.Invitations.ExpectAsync("revoked@example.com", "Revoked");

        journey.TimePasses(TimeSpan.FromHours(25));
        var account = journey.Tenant.State.Read(tenant => tenant.UserByEmail("revoking@example.com", TenantSeed.ConnectionName)!.UserId);
        var removal = journey.Tenant.Gates.HoldCall("DELETE /api/v2/users/{id}", containing: account);
        await admin.Get<RevokeInvite>().HandleAsync(ids["revoking@example.com"]);
        await removal.ArrivedAsync();
        foreach (var (address, status) in Rows)
        {
            await watcher.Invitations.ExpectAsync(address, status);
        }

        return removal;
    }

    private static async Task<IReadOnlyDictionary<string, Guid>> InviteAsync(ActingScope admin, TimeSpan lifetime, params string[] addresses)
    {
        var outcome = await admin.Get<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = addresses, Lifetime = lifetime });
        var recorded = Assert.IsType<InviteUsersOutcome.Recorded>(outcome);
        Assert.Empty(recorded.NotInvited);
        return recorded.Invited.ToDictionary(person => person.Email, person => person.Id, StringComparer.Ordinal);
    }
}
