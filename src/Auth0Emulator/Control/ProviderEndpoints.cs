using Auth0Emulator.Mail;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Control;

internal static class ProviderEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/provider", (MailProvider provider) => ProviderSetting.Of(provider.Current));
        control.MapPut("/provider", async (MailProvider provider, HttpContext context) =>
        {
            (await ControlBody.ReadAsync<ProviderSetting>(context)).Apply(provider);
            return ProviderSetting.Of(provider.Current);
        });
    }

    /// <summary>The mail provider as the control API tells and takes it: the whole of it, so what is left out is as it is here.</summary>
    internal sealed record ProviderSetting
    {
        /// <summary>False leaves the tenant with Auth0's built-in sender.</summary>
        public bool Configured { get; init; } = true;

        public bool Enabled { get; init; } = true;

        public IReadOnlyList<RefusedDomain> Refuses { get; init; } = [];

        /// <summary>What every mail is refused with; null when the provider works.</summary>
        public string? Trouble { get; init; }

        public static ProviderSetting Of(EmailProvider? provider) => provider is null
            ? new() { Configured = false, Enabled = false }
            : new() { Enabled = provider.Enabled, Refuses = [.. provider.RefusedDomains.Select(domain => new RefusedDomain(domain))], Trouble = provider.Trouble };

        public void Apply(MailProvider provider)
        {
            if (!Configured)
            {
                if (Refuses.Count > 0 || Trouble is not null)
                {
                    throw new FormatException("The built-in sender refuses nothing: leave refuses and trouble out, or say configured true.");
                }

                provider.Remove();
                return;
            }

            if (Trouble is not null && string.IsNullOrWhiteSpace(Trouble))
            {
                throw new FormatException("trouble is what the provider says, such as \"535 5.7.8 Authentication failed\"; null has it work again.");
            }

            if (Refuses.FirstOrDefault(refused => string.IsNullOrWhiteSpace(refused.Domain) || refused.Domain.Contains('@', StringComparison.Ordinal)) is { } odd)
            {
                throw new FormatException($"\"{odd.Domain}\" is no domain; write what stands behind the @, such as \"refused.example\".");
            }

            provider.Change(had => had with { Enabled = Enabled, RefusedDomains = [.. Refuses.Select(refused => refused.Domain)], Trouble = Trouble });
        }
    }

    internal sealed record RefusedDomain(string Domain);
}
