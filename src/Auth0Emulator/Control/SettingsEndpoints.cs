using Auth0Emulator.Tenant;

namespace Auth0Emulator.Control;

internal static class SettingsEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/settings", ShownSettings.Of);
        control.MapPatch("/settings", async (CustomDomains domains, TenantSwitches switches, HttpContext context) =>
        {
            var change = await ControlBody.ReadAsync<SettingsChange>(context);
            change.Demand();
            change.Apply(domains, switches);
            return ShownSettings.Of(domains, switches);
        });
    }

    internal sealed record ShownSettings
    {
        public required bool CustomDomainConflict { get; init; }

        public required IReadOnlyList<NamedDomain> CustomDomains { get; init; }

        public required bool ResultUrlAllowed { get; init; }

        public required TimeSpan LogDelay { get; init; }

        public required TimeSpan LogRetention { get; init; }

        public required string? WrongIssuer { get; init; }

        public static ShownSettings Of(CustomDomains domains, TenantSwitches switches) => new()
        {
            CustomDomainConflict = domains.Conflict,
            CustomDomains = [.. domains.All.Select(domain => new NamedDomain(domain.Domain) { Status = domain.Status, Default = domain.IsDefault })],
            ResultUrlAllowed = switches.ResultUrlAllowed,
            LogDelay = switches.LogDelay,
            LogRetention = switches.LogRetention,
            WrongIssuer = switches.WrongIssuer,
        };
    }

    /// <summary>What to change; what is left out stays as it is.</summary>
    internal sealed record SettingsChange
    {
        /// <summary>True gives the tenant two custom domains without a default, false none.</summary>
        public bool? CustomDomainConflict { get; init; }

        /// <summary>All of them.</summary>
        public IReadOnlyList<NamedDomain>? CustomDomains { get; init; }

        public bool? ResultUrlAllowed { get; init; }

        public TimeSpan? LogDelay { get; init; }

        public TimeSpan? LogRetention { get; init; }

        /// <summary>The issuer discovery is to name; empty for the right one.</summary>
        public string? WrongIssuer { get; init; }

        public void Demand()
        {
            if (CustomDomainConflict is not null && CustomDomains is not null)
            {
                throw new FormatException("customDomains says by itself whether they conflict: leave customDomainConflict out.");
            }

            if (CustomDomains?.FirstOrDefault(named => Uri.CheckHostName(named.Domain) != UriHostNameType.Dns) is { } odd)
            {
                throw new FormatException($"\"{odd.Domain}\" is no domain; write a name such as \"login.example.com\".");
            }

            if (LogDelay < TimeSpan.Zero || LogRetention < TimeSpan.Zero || LogRetention > TenantLog.Retention)
            {
                throw new FormatException($"logDelay can't be negative, and logRetention is at most {TenantLog.Retention.Days} days.");
            }
        }

        public void Apply(CustomDomains domains, TenantSwitches switches)
        {
            if (CustomDomainConflict is { } conflict)
            {
                domains.Conflict = conflict;
            }

            if (CustomDomains is not null)
            {
                domains.All = [.. CustomDomains.Select(named => named.Register())];
            }

            switches.ResultUrlAllowed = ResultUrlAllowed ?? switches.ResultUrlAllowed;
            switches.LogDelay = LogDelay ?? switches.LogDelay;
            switches.LogRetention = LogRetention ?? switches.LogRetention;
            switches.WrongIssuer = WrongIssuer is null ? switches.WrongIssuer : WrongIssuer.Length == 0 ? null : WrongIssuer;
        }
    }

    internal sealed record NamedDomain(string Domain)
    {
        public string Status { get; init; } = CustomDomain.Ready;

        public bool Default { get; init; }

        public CustomDomain Register() => new() { Id = "cd_" + RandomText.Of(16), Domain = Domain, Status = Status, IsDefault = Default };
    }
}
