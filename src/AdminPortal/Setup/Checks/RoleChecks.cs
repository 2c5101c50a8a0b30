using System.Globalization;
using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Does the admin role exist, and does anybody hold it?</summary>
public sealed class AdminRoleCheck(PortalRoleReader reader, PortalRoleMembers members, TimeProvider clock) : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "admin-role";

    /// <inheritdoc/>
    public override string Title => "Somebody holds the admin role";

    /// <inheritdoc/>
    public override string Meaning => "Only holders of this role may invite without asking. While nobody holds it, only the first admin of the settings and whoever holds another role may work here.";

    /// <inheritdoc/>
    public override string Subject => "the admin role";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        var assign = new Cure(
            $"Open User Management, then Roles. Create the role {members.NameOf(PortalRole.Admin)} if it is missing; no permissions are needed.",
            "Open it, tab Users, and Add Users: whoever is to invite people.",
            "A role given now counts in open browsers within a minute.");
        CheckResult result = (Problem: members.Problem(PortalRole.Admin), IsKnown: members.IsKnown(PortalRole.Admin), Members: members.Members(PortalRole.Admin)) switch
        {
            { Problem: { } problem, IsKnown: true, Members.Count: 0 } => new CheckResult.Fails(problem, assign),
            { Problem: { } problem } => new CheckResult.Unknown($"Who holds {members.NameOf(PortalRole.Admin)} can't be read: {problem}"),
            { Members.Count: 0 } => new CheckResult.Fails($"Nobody holds {members.NameOf(PortalRole.Admin)}.", assign),
            { Members.Count: 1 } => new CheckResult.Works($"1 person holds {members.NameOf(PortalRole.Admin)}."),
            _ => new CheckResult.Works(string.Create(CultureInfo.InvariantCulture, $"{members.Members(PortalRole.Admin).Count} people hold {members.NameOf(PortalRole.Admin)}.")),
        };
        return result with { Evidence = [Evidence.Seen(clock.GetUtcNow(), "GET /api/v2/roles and /api/v2/roles/{id}/users", members.Problem(PortalRole.Admin) ?? string.Create(CultureInfo.InvariantCulture, $"200, {members.Members(PortalRole.Admin).Count} {(members.Members(PortalRole.Admin).Count == 1 ? "member" : "members")}"), members.Problem(PortalRole.Admin) is not null)] };
    }
}

/// <summary>Which of the three roles does the tenant have, and how many people hold them?</summary>
public sealed class PortalRolesCheck(PortalRoleMembers members, TimeProvider clock) : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "roles";

    /// <inheritdoc/>
    public override string Title => "The tenant has the portal's three roles";

    /// <inheritdoc/>
    public override string Meaning => "What somebody may do here hangs on the role they hold in Auth0. Team leads and support staff are optional: without such a role nobody is one.";

    /// <inheritdoc/>
    public override string Subject => "the roles";

    /// <inheritdoc/>
    public override Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        // The check before this one has read them.
        var evidence = RightsMatrix.Roles.Select(role => Evidence.Seen(clock.GetUtcNow(), members.NameOf(role), members.Problem(role) ?? Held(role), members.Problem(role) is not null)).ToList();
        return Task.FromResult(Judge() with { Evidence = evidence });
    }

    private CheckResult Judge()
    {
        if (RightsMatrix.Roles.Where(role => !members.IsMissing(role) && members.Problem(role) is not null).ToList() is [var notRead, ..])
        {
            return new CheckResult.Unknown($"Who holds {members.NameOf(notRead)} can't be read: {members.Problem(notRead)}");
        }

        var counted = string.Join("; ", RightsMatrix.Roles.Where(role => !members.IsMissing(role)).Select(role => $"{members.NameOf(role)}: {Held(role)}"));
        var missing = RightsMatrix.Roles.Where(members.IsMissing).Select(members.NameOf).ToList();
        return missing.Count == 0
            ? new CheckResult.Works($"{counted}.")
            : new CheckResult.Limited(
                $"The tenant has no role named {string.Join(" and none named ", missing)}.{(counted.Length == 0 ? "" : $" {counted}.")}",
                new Cure(
                    "Nothing has to be done unless somebody shall hold it. Then open User Management, then Roles, and Create Role with exactly that name; no permissions are needed.",
                    "Open it, tab Users, and Add Users.",
                    "A role of another name is set by SignIn:AdminRole, SignIn:TeamLeadRole or SignIn:SupportRole."));
    }

    private string Held(PortalRole role) => members.Members(role).Count switch
    {
        0 => "held by nobody",
        1 => "held by 1 person",
        var count => string.Create(CultureInfo.InvariantCulture, $"held by {count} people"),
    };
}

/// <summary>How soon does a right taken away in Auth0 count in open pages?</summary>
public sealed class WatchPaceCheck(SignInWatch watch, LimitGate gate, TimeProvider clock) : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "watch";

    /// <inheritdoc/>
    public override string Title => "A right taken away counts within a minute";

    /// <inheritdoc/>
    public override string Meaning => "Auth0 tells nobody that a role was taken away or an account blocked: the portal asks again and again, and takes no more than a tenth of what the tenant's plan allows for it.";

    /// <inheritdoc/>
    public override string Subject => "the watch over roles";

    /// <inheritdoc/>
    public override Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        var pace = watch.Pace;
        CheckResult result = pace.IsSlow
            ? new CheckResult.Limited(
                $"{pace.Words()} That is as often as a tenth of the plan's limits allows.",
                new Cure("Nothing has to be done; on a larger plan it is faster.", "To sign somebody out at once, end their sessions here as well.") { InDashboard = false })
            : new CheckResult.Works(pace.Words());
        return Task.FromResult(result with { Evidence = [Evidence.Seen(clock.GetUtcNow(), "pace", string.Create(CultureInfo.InvariantCulture, $"every {pace.Interval.TotalSeconds:0} s, {pace.AccountsPerLook} accounts a look, {pace.SignedIn} signed in, plan {gate.Plans.Kept.Name}"), pace.IsSlow)] });
    }
}
