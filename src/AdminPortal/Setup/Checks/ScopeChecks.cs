using System.Globalization;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;

namespace AdminPortal.Setup;

/// <summary>Does the token carry every scope the portal uses?</summary>
public sealed class ScopesCheck(ManagementTokenCache tokens, TenantState state, TimeProvider clock) : SetupCheck
{
    /// <summary>Its id.</summary>
    public const string Name = "scopes";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Title => "The token carries the scopes it needs";

    /// <inheritdoc/>
    public override string Meaning => "Each scope lets the portal do one thing in Auth0; what lacks its scope waits.";

    /// <inheritdoc/>
    public override string Subject => "the scopes";

    /// <summary>The steps that grant scopes. Never a button: the scope that could do it is the one that must not be granted.</summary>
    public static Cure HowToGrant(IReadOnlyList<string> scopes) => new(
        "Open Applications, then APIs, then Auth0 Management API.",
        "Open the tab “Machine to Machine Applications”. The tab “Permissions” beside it only lists what exists; ticking there grants nothing.",
        "Open the portal's Management application with the arrow at the end of its row.",
        $"Tick {string.Join(", ", scopes)}, and press Update. The portal asks for a fresh token within a minute; Check again does so at once.")
    {
        Scopes = scopes,
    };

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var grants = await tenant.GrantsAsync(cancellationToken);
        if (await CarriedAsync(tenant, grants, cancellationToken) is not { } carried)
        {
            return new CheckResult.Unknown("Auth0 did not say which scopes the token carries.") { Evidence = [Evidence.Of(grants)] };
        }

        var missing = NeededScopes.All.Where(scope => !carried.Contains(scope.Name)).ToList();
        return Judge(missing) with
        {
            Evidence =
            [
                Evidence.Seen(clock.GetUtcNow(), "scopes of the token", string.Create(CultureInfo.InvariantCulture, $"{NeededScopes.All.Count - missing.Count} of the {NeededScopes.All.Count} the portal uses"), missing.Count > 0),
                Evidence.Of(grants),
            ],
        };
    }

    private CheckResult Judge(List<NeededScope> missing)
    {
        var inviting = missing.Where(scope => scope.Use == ScopeUse.Inviting).ToList();
        if (inviting.Count > 0)
        {
            // A fresh token is looked for from here on, and the pages hear of it.
            string[] names = [.. inviting.Select(scope => scope.Name)];
            state.Missed(names);
            tokens.ScopeMissing(names);
            return new CheckResult.Fails(
                $"{Missing(inviting)}: {string.Join(" ", inviting.Select(scope => $"{scope.Name}: {scope.Without}"))}",
                HowToGrant([.. missing.Where(scope => scope.Use != ScopeUse.Fixing).Select(scope => scope.Name)]),
                inviting.Any(scope => scope.StopsSending));
        }

        var looking = missing.Where(scope => scope.Use == ScopeUse.Looking).ToList();
        if (looking.Count > 0)
        {
            return new CheckResult.Limited(
                $"Invitations have all they need. {Missing(looking)}: {string.Join(" ", looking.Select(scope => $"{scope.Name}: {scope.Without}"))}",
                HowToGrant([.. looking.Select(scope => scope.Name)]));
        }

        return new CheckResult.Works(missing.Count == 0
            ? "All of them."
            : $"All that invitations and checks need. Without {string.Join(", ", missing.Select(scope => scope.Name))} Setup explains what to change instead of changing it.");
    }

    private static string Missing(List<NeededScope> scopes) => scopes.Count == 1
        ? "1 scope is missing"
        : string.Create(CultureInfo.InvariantCulture, $"{scopes.Count} scopes are missing");

    // Scopes are baked into a token. When the grant says something else by now, a fresh one is fetched before anything is claimed.
    private async Task<IReadOnlySet<string>?> CarriedAsync(TenantReading tenant, TenantCall<IReadOnlyList<GrantFacts>> grants, CancellationToken cancellationToken)
    {
        var carried = (await tenant.TokenAsync(cancellationToken) as TokenAnswer.Granted)?.Token.Scopes;
        var isOld = grants.Answer is Auth0Result<IReadOnlyList<GrantFacts>>.Ok { Value: { Count: > 0 } found }
            ? found.All(grant => !grant.AllowsAll) && carried?.SetEquals(found.SelectMany(grant => grant.Scopes)) != true
            : grants.Answer is Auth0Result<IReadOnlyList<GrantFacts>>.Denied && CallLanes.Current == CallLane.Interactive;
        return isOld && await tokens.RenewAsync(cancellationToken) is TokenAnswer.Granted fresh ? fresh.Token.Scopes : carried;
    }
}

/// <summary>Has the token a scope with which it could widen its own rights?</summary>
public sealed class DangerousScopesCheck(ManagementTokenCache tokens, TimeProvider clock) : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "dangerous-scopes";

    /// <inheritdoc/>
    public override string Title => "The token can't widen its own rights";

    /// <inheritdoc/>
    public override string Meaning => "Whoever got hold of a token with create:client_grants or update:client_grants could give themselves every right in the tenant. No feature needs them.";

    /// <inheritdoc/>
    public override string Subject => "the token's rights";

    /// <inheritdoc/>
    public override Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        if (tokens.State.Scopes is not { } carried)
        {
            return Task.FromResult<CheckResult>(new CheckResult.Unknown("Auth0 did not say which scopes the token carries."));
        }

        string[] found = [.. NeededScopes.Dangerous.Where(carried.Contains)];
        CheckResult result = found.Length == 0
            ? new CheckResult.Works("It carries neither create:client_grants nor update:client_grants.")
            : new CheckResult.Fails(
                $"It carries {string.Join(" and ", found)}.",
                new Cure(
                    "Open Applications, then APIs, then Auth0 Management API, tab “Machine to Machine Applications”.",
                    $"Open the portal's Management application, untick {string.Join(" and ", found)}, and press Update.",
                    "Press Check again here: it fetches a token without them. Tokens already issued keep them until they expire."));
        return Task.FromResult(result with { Evidence = [Evidence.Seen(clock.GetUtcNow(), "scopes of the token", found.Length == 0 ? "none of the dangerous ones" : string.Join(' ', found), found.Length > 0)] });
    }
}
