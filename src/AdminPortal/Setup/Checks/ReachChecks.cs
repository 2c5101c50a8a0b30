using System.Globalization;
using AdminPortal.Auth0;

namespace AdminPortal.Setup;

/// <summary>Does anybody answer at the tenant's address, and is it the tenant that was meant?</summary>
public sealed class DiscoveryCheck : SetupCheck
{
    /// <summary>Its id.</summary>
    public const string Name = "discovery";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Title => "Auth0 answers";

    /// <inheritdoc/>
    public override string Meaning => "Without Auth0 nobody can sign in and no invitation goes out; what is recorded waits.";

    /// <inheritdoc/>
    public override string Subject => "the connection to Auth0";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [];

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.DiscoveryAsync(cancellationToken);
        var expected = new Uri(tenant.Settings.Authority, "/").AbsoluteUri;
        CheckResult result = call.Answer switch
        {
            Auth0Result<DiscoveryFacts>.Ok { Value.Issuer: var issuer } when issuer == expected =>
                new CheckResult.Works(string.Create(CultureInfo.InvariantCulture, $"{tenant.Settings.Authority.Host} answered in {call.Took.TotalMilliseconds:0} ms.")),
            Auth0Result<DiscoveryFacts>.Ok { Value.Issuer: var issuer } => new CheckResult.Fails(
                $"The tenant calls itself {issuer}, the portal expects {expected}.",
                new Cure(
                    "Open Applications, then Applications, then AdminPortal, tab Settings, and copy Domain.",
                    "Write it into the setting Auth0:Domain: the tenant's own domain, such as company.eu.auth0.com, not a custom one.",
                    "Restart the portal.")),
            Auth0Result<DiscoveryFacts>.Busy => NotKnown(call),
            Auth0Result<DiscoveryFacts>.Unreachable { MayHaveActed: var sent, Reason: var reason } when sent => new CheckResult.Unknown(reason),
            _ => new CheckResult.Fails(
                $"At {tenant.Settings.Domain} no Auth0 tenant answers. {NotKnown(call).Sentence}",
                new Cure(
                    "Look at the setting Auth0:Domain for a slip of the pen: Applications, then Applications, then AdminPortal, tab Settings shows it as Domain.",
                    "See whether this machine may reach it: a firewall or proxy may be in between.",
                    "Look at status.auth0.com for an outage.")),
        };
        return result with { Evidence = [Evidence.Of(call)] };
    }
}

/// <summary>Do Auth0's clock and ours agree?</summary>
public sealed class ClockCheck(TenantState state, TimeProvider clock) : SetupCheck
{
    // Replies tell whole seconds, and take some to come.
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(30);

    // Tokens are checked with this much tolerance.
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override string Id => "clock";

    /// <inheritdoc/>
    public override string Title => "The clocks agree";

    /// <inheritdoc/>
    public override string Meaning => "Sign-in and expiries compare this machine's time with Auth0's.";

    /// <inheritdoc/>
    public override string Subject => "the clock";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [DiscoveryCheck.Name];

    /// <inheritdoc/>
    public override Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        var offset = state.ClockOffset;
        var size = offset.Duration();
        var apart = string.Create(CultureInfo.InvariantCulture, $"This machine's clock is {Words(size)} {(offset < TimeSpan.Zero ? "ahead of" : "behind")} Auth0's.");
        var cure = new Cure(
            "Let this machine set its clock by a time server: timedatectl set-ntp true on Linux, Settings, Time and language on Windows.",
            "In a container, set the clock of the machine that runs it.")
        {
            InDashboard = false,
        };
        CheckResult result = size < Noticed
            ? new CheckResult.Works("To within a few seconds.")
            : size < Tolerated ? new CheckResult.Limited(apart, cure) : new CheckResult.Fails($"{apart} Sign-in is refused when it differs by more than a few minutes.", cure);
        return Task.FromResult(result with { Evidence = [Evidence.Seen(clock.GetUtcNow(), "Date of Auth0's reply", string.Create(CultureInfo.InvariantCulture, $"differs by {offset.TotalSeconds:+0;-0;0} s"), size >= Noticed)] });
    }

    private static string Words(TimeSpan size) => size < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{size.TotalSeconds:0} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{size.TotalMinutes:0} minutes");
}
