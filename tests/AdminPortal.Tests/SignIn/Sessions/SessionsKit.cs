using System.Text.Json;
using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.SignIn.Sessions;

/// <summary>What the tests about sessions share.</summary>
internal static class SessionsKit
{
    public const string Lead = "lead@example.com";
    public const string Support = "support@example.com";
    public const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0";
    public const string Safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";

    /// <summary>Begins a session of somebody the tenant knows.</summary>
    public static async Task<Session> StartAsync(this PortalHost portal, string email, string from = "10.0.0.7", string browser = Firefox)
    {
        var user = portal.Tenant.State.Read(tenant => tenant.UserByEmail(email, TenantSeed.ConnectionName))!;
        var id = await portal.Get<SessionKeeper>().StartAsync(new SignedInIdentity(user.UserId, user.Name, user.Email, true, "auth0-sid"), new SignInPlace(from, browser), default);
        return (await portal.SessionsAsync()).Single(session => session.Id == id);
    }

    /// <summary>What stands in the audit, oldest first.</summary>
    public static async Task<List<AuditEntry>> AuditAsync(this PortalHost portal, string action = "")
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.AuditEntries.AsNoTracking().Where(entry => entry.Action.StartsWith(action)).OrderBy(entry => entry.Number).ToListAsync();
    }

    /// <summary>One detail of an entry.</summary>
    public static string? Detail(this AuditEntry entry, string name) => JsonDocument.Parse(entry.Details).RootElement.GetProperty(name).GetString();
}
