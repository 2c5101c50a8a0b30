using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>The domains that may be invited; none named means all of them.</summary>
public sealed class AllowedDomains
{
    private readonly HashSet<string> _keys;
    private readonly string _told;

    /// <summary>The domains of the settings, whose validator has refused what is none.</summary>
    public AllowedDomains(IOptions<InvitesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var domains = options.Value.AllowedDomains.Select(domain => EmailAddress.ReadDomain(domain)).OfType<(string Ascii, string Unicode)>().Distinct().ToList();
        _keys = domains.Select(domain => domain.Ascii).ToHashSet(StringComparer.Ordinal);
        _told = domains.Count < 2 ? string.Concat(domains.Select(domain => domain.Unicode)) : $"{string.Join(", ", domains.SkipLast(1).Select(domain => domain.Unicode))} and {domains[^1].Unicode}";
    }

    /// <summary>Why an address can't be invited, naming what can; null when it can.</summary>
    public string? WhyNot(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return WhyNot(address.Key, address.Display);
    }

    /// <summary>The same for an invitation that is on record.</summary>
    public string? WhyNot(Invite invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return WhyNot(invite.EmailKey, invite.Email);
    }

    private string? WhyNot(string key, string shown) => _keys.Count == 0 || _keys.Contains(DomainOf(key))
        ? null
        : $"{DomainOf(shown)} is not among the domains that may be invited: {_told}.";

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
