using System.Globalization;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;

namespace AdminPortal.Setup;

/// <summary>Does Auth0 give the portal a Management token for its id and secret?</summary>
public sealed class TokenCheck(ManagementTokenCache tokens, TimeProvider clock) : SetupCheck
{
    /// <summary>Its id.</summary>
    public const string Name = "token";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Title => "The Management token is valid";

    /// <inheritdoc/>
    public override string Meaning => "Everything the portal does in Auth0 is done with it: accounts, roles, links.";

    /// <inheritdoc/>
    public override string Subject => "the Management token";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [DiscoveryCheck.Name];

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var answer = await tenant.TokenAsync(cancellationToken);
        var state = tokens.State;
        var result = answer.Match<CheckResult>(
            token => new CheckResult.Works(string.Create(CultureInfo.InvariantCulture, $"It expires {token.ExpiresAt:d MMMM, HH:mm} UTC and is renewed about {state.NextRenewalAt:d MMMM, HH:mm} UTC.{(state.Problem is null ? "" : $" The last renewal failed: {state.Problem}")}")),
            refused => refused.GrantMissing
                ? new CheckResult.WaitsFor("the authorization for the Management API")
                : new CheckResult.Fails(
                    refused.Message,
                    new Cure(
                        $"Open Applications, then Applications, and the Machine to Machine application with the Client ID {tenant.Settings.Management.ClientId}, tab Settings.",
                        "Copy Client Secret into the setting Auth0:Management:ClientSecret (as a secret of your host, not into a file under version control).",
                        "Under Advanced Settings, Grant Types, Client Credentials must be ticked.",
                        "Restart the portal."),
                    StopsSending: true),
            silent => new CheckResult.Unknown(silent.Reason));
        return result with { Evidence = Proof(state) };
    }

    private IReadOnlyList<Evidence> Proof(ManagementTokenState state) => state.History.Count == 0
        ? [Evidence.Seen(clock.GetUtcNow(), "POST /oauth/token", "not asked yet")]
        : [.. state.History.Select(attempt => Evidence.Seen(attempt.At, "POST /oauth/token", attempt.Problem ?? "200, a token", attempt.Problem is not null))];
}

/// <summary>May the machine-to-machine application use the Management API at all?</summary>
public sealed class GrantCheck(ManagementTokenCache tokens) : SetupCheck
{
    /// <summary>Its id.</summary>
    public const string Name = "grant";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Title => "The Management application is authorized";

    /// <inheritdoc/>
    public override string Meaning => "Without its client grant for the Auth0 Management API the application gets no token, and nothing is sent.";

    /// <inheritdoc/>
    public override string Subject => "the authorization for the Management API";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [DiscoveryCheck.Name];

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await tenant.TokenAsync(cancellationToken) switch
        {
            TokenAnswer.Refused { GrantMissing: true } refused => new CheckResult.Fails(
                "Auth0 knows the application, but it may not use the Management API.",
                new Cure(
                    "Open Applications, then APIs, then Auth0 Management API.",
                    $"Open the tab “Machine to Machine Applications”, not “Permissions”: find the application with the Client ID {tenant.Settings.Management.ClientId} and switch it on.",
                    "Tick the scopes below and press Update. The portal asks again by itself within a minute.")
                {
                    Scopes = [.. NeededScopes.All.Select(scope => scope.Name)],
                },
                StopsSending: true)
            { Evidence = [.. tokens.State.History.Take(1).Select(attempt => Evidence.Seen(attempt.At, "POST /oauth/token", attempt.Problem ?? refused.Message, isBad: true))] },
            TokenAnswer.Granted => await GrantedAsync(tenant, cancellationToken),
            _ => new CheckResult.WaitsFor("the Management token"),
        };
    }

    private static async Task<CheckResult> GrantedAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        var call = await tenant.GrantsAsync(cancellationToken);
        return call.Answer switch
        {
            Auth0Result<IReadOnlyList<GrantFacts>>.Ok { Value.Count: > 0 } => new CheckResult.Works("Auth0 lists its client grant.") { Evidence = [Evidence.Of(call)] },

            // No grant, and yet a token: the grant was taken away after it was issued, and the next one will be refused.
            Auth0Result<IReadOnlyList<GrantFacts>>.Ok => new CheckResult.Fails(
                "The application's client grant is gone. The token at hand works until it expires; there will be no other.",
                new Cure(
                    "Open Applications, then APIs, then Auth0 Management API, tab “Machine to Machine Applications”.",
                    $"Switch on the application with the Client ID {tenant.Settings.Management.ClientId}, tick the scopes below and press Update.")
                {
                    Scopes = [.. NeededScopes.All.Select(scope => scope.Name)],
                })
            { Evidence = [Evidence.Of(call)] },

            // A token was issued for it, which proves the grant.
            _ => new CheckResult.Works("Auth0 issues tokens for it.") { Evidence = [Evidence.Of(call)] },
        };
    }
}
