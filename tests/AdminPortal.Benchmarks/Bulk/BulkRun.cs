using System.Globalization;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator.Limits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Benchmarks;

/// <summary>One bulk, delivered by the portal as it runs, over loopback to a local tenant that keeps the limits of a plan.</summary>
internal sealed class BulkRun(RateLimitPlan? plan, int people)
{
    private const string Admin = "admin@example.com";

    // What the portal reads once at its start, every open invitation included, is read by then, and the buckets are full again.
    private static readonly TimeSpan Refilled = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs it to its end, or until it has taken three times as long as it may.</summary>
    public async Task<BulkResult> RunAsync()
    {
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { RateLimits = plan, Settings = Settings(), LogLevel = LogLevel.Warning });
        await UntilItKnowsTheTenantAsync(portal);
        var requestsBefore = portal.Tenant.Journal.Requests.Count;

        var askedAt = portal.Tenant.Clock.GetUtcNow();
        var addresses = await RecordAsync(portal);
        var recordedAt = portal.Tenant.Clock.GetUtcNow();
        await UntilAllSentAsync(portal);

        return await JudgeAsync(portal, addresses, requestsBefore, askedAt, recordedAt);
    }

    private Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["Auth0:Limits:Factor"] = (plan?.Factor ?? 1).ToString(CultureInfo.InvariantCulture),
        ["Invites:DailyPerInviter"] = "1000000",
        ["Invites:DailyPerCompany"] = "1000000",
    };

    // As a portal that has been running for a while: it has its token, its facts, and full buckets. Which plan it is, it finds out by itself; what it has
    // asked so far may still fit two.
    private async Task UntilItKnowsTheTenantAsync(PortalHost portal)
    {
        await Eventually.Async(
            () => Task.FromResult(portal.Get<TenantState>().Facts),
            facts => facts is { RolesReadAt: not null, LinkLifetimeReadAt: not null, LimitPlan: not null });
        portal.LearnFromTenant();
        await Task.Delay(Refilled, TimeProvider.System);
    }

    private async Task<IReadOnlyList<string>> RecordAsync(PortalHost portal)
    {
        await using var admin = portal.SignedInAs(Admin);
        var roles = portal.Get<TenantState>().Facts.Roles.Where(role => role.Name == "Member").Select(role => role.Id).ToList();
        var outcome = await admin.Get<InviteUsers>().HandleAsync(new InviteUsersRequest
        {
            Addresses = [.. Enumerable.Range(0, people).Select(number => string.Create(CultureInfo.InvariantCulture, $"person{number:D4}@example.com"))],
            RoleIds = roles,
            Lifetime = TimeSpan.FromDays(3),
        });
        return outcome is InviteUsersOutcome.Recorded { Invited: var invited } && invited.Count == people && roles.Count == 1
            ? [.. invited.Select(person => person.Email)]
            : throw new InvalidOperationException($"The bulk was not recorded: {outcome}");
    }

    private async Task UntilAllSentAsync(PortalHost portal)
    {
        var patience = TimeSpan.FromMinutes(2) + (3 * (plan is null ? TimeSpan.Zero : IdealTime.Of(plan, people)));
        try
        {
            await Eventually.Async(() => Task.FromResult(portal.Tenant.Mail.All.Count), mails => mails >= people, patience, Look);
            await Eventually.Async(() => CountAsync(portal, InviteStatus.Sent), sent => sent == people);
        }
        catch (TimeoutException)
        {
            // What is missing is counted below.
        }
    }

    private async Task<BulkResult> JudgeAsync(PortalHost portal, IReadOnlyList<string> addresses, int requestsBefore, DateTimeOffset askedAt, DateTimeOffset recordedAt)
    {
        var requests = portal.Tenant.Journal.Requests.Skip(requestsBefore).ToList();
        var mails = portal.Tenant.Mail.All.GroupBy(mail => mail.To).ToDictionary(mails => mails.Key, mails => mails.Count());
        var accounts = portal.Tenant.State.Read(tenant => tenant.Users.Values.GroupBy(user => user.Email).ToDictionary(users => users.Key, users => users.Count()));
        var withRole = portal.Tenant.State.Read(tenant => tenant.RoleMembers.Count(member => tenant.User(member.UserId) is { } user && addresses.Contains(user.Email)));
        var firstCallAt = requests.First(request => request is { Method: "POST", Path: "/api/v2/users" }).At;
        return new BulkResult
        {
            Invitations = people,

            // From the moment the click is answered, or the first call if that is earlier still.
            Took = portal.Tenant.Mail.All.Max(mail => mail.SentAt) - (firstCallAt < recordedAt ? firstCallAt : recordedAt),
            RecordedIn = recordedAt - askedAt,
            Requests = requests.Count,
            CallsOfInvitations = requests.Count(request => request is { Method: "POST", Status: not 429 }),
            OwnReading = string.Join(", ", requests.Where(request => request.Method == "GET").CountBy(request => request.Path.Split('|')[0]).OrderByDescending(read => read.Value).Select(read => $"{read.Value} × {read.Key}")),
            Busy = requests.Count(request => request.Status == 429),
            Lost = people - new[] { addresses.Count(mails.ContainsKey), addresses.Count(accounts.ContainsKey), withRole, await CountAsync(portal, InviteStatus.Sent) }.Min(),
            Duplicates = mails.Values.Sum(count => count - 1) + accounts.Values.Sum(count => count - 1),
        };
    }

    private static async Task<int> CountAsync(PortalHost portal, InviteStatus status)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.Invites.CountAsync(invite => invite.Status == status);
    }
}

/// <summary>What the tenant's journal, its inbox and the portal's record say of a bulk.</summary>
internal sealed record BulkResult
{
    public required int Invitations { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>How long the person who pressed the button waited.</summary>
    public required TimeSpan RecordedIn { get; init; }

    /// <summary>Everything the portal asked meanwhile, its own reading included.</summary>
    public required int Requests { get; init; }

    public required int CallsOfInvitations { get; init; }

    /// <summary>What the portal read for other reasons, which costs the same limit.</summary>
    public required string OwnReading { get; init; }

    public required int Busy { get; init; }

    public required int Lost { get; init; }

    public required int Duplicates { get; init; }

    public double Rate => Invitations / Took.TotalSeconds;

    public double BusyShare => (double)Busy / Requests;
}
