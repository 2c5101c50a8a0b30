using System.Globalization;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>How invitations live and travel.</summary>
public sealed class InvitesOptions
{
    /// <summary>Where these settings stand.</summary>
    public const string Section = "Invites";

    /// <summary>Longest message in a mail, in characters; with the rest of the metadata it must stay under Auth0's 2 KB.</summary>
    public const int MessageLimit = 500;

    /// <summary>How many addresses the dialog takes at once.</summary>
    public const int AddressLimit = 20;

    /// <summary>Shortest expiry a person may choose.</summary>
    public static readonly TimeSpan ShortestLifetime = TimeSpan.FromHours(1);

    /// <summary>Longest expiry a person may choose, if the link lives that long.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    /// <summary>The expiry chosen beforehand in the dialog.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long after the last mail Auth0 took for an address the next one may be asked for; the first resend of an invitation is free.</summary>
    public TimeSpan ResendPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many invitations one person may record in any 24 hours.</summary>
    public int DailyPerInviter { get; set; } = 200;

    /// <summary>How many invitations all people together may record in any 24 hours.</summary>
    public int DailyPerCompany { get; set; } = 2000;

    /// <summary>The domains that may be invited, each by itself and without its subdomains; all when empty.</summary>
    public IList<string> AllowedDomains { get; } = [];

    /// <summary>How long a worker keeps an invitation after its last sign of life; must outlast one call to Auth0.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How often due, lapsed and used invitations are looked for.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How many invitations are worked on at the same time; 16 calls a second of a quarter of a second each, as Enterprise has them, take four and some reserve.</summary>
    public int Parallel { get; set; } = 8;

    /// <summary>How many accounts one sweep reads at most to see whether the password was set; fewer after Auth0 asked to slow down.</summary>
    public int AccountReadsPerSweep { get; set; } = 20;

    /// <summary>How often the tenant's log is read.</summary>
    public TimeSpan LogInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How much younger than the end of a lost mail request the log must be before the request counts as never taken: Auth0 writes entries late and out of order.
    /// A failure that the log dates later than that after a mail is another one's.
    /// </summary>
    public TimeSpan LogSettle { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long after Auth0 took a mail its log shows that the provider refused it, at the latest.</summary>
    public TimeSpan ProviderSettle { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the log may keep a lost mail request undecided before a person is asked.</summary>
    public TimeSpan LogPatience { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Pause after the first failed try; doubled with each further one.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause between two tries.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After this many faults of Auth0 about one invitation, while it answers others, that one is given up.</summary>
    public int FaultsBeforeGivingUp { get; set; } = 6;
}

/// <summary>Finds every unusable setting and says which, what it is and what helps.</summary>
internal sealed class InvitesOptionsValidator(IConfiguration configuration) : IValidateOptions<InvitesOptions>
{
    public ValidateOptionsResult Validate(string? name, InvitesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<string>();
        Within(nameof(options.Lifetime), options.Lifetime, InvitesOptions.ShortestLifetime, InvitesOptions.LongestLifetime, "1 hour and 30 days", "Write days.hours:minutes:seconds, for example 7.00:00:00.");
        Within(nameof(options.ResendPause), options.ResendPause, TimeSpan.Zero, TimeSpan.FromDays(1), "0 seconds and 1 day", "The default is 00:01:00.");
        Between(nameof(options.DailyPerInviter), options.DailyPerInviter, 1, 1_000_000, "The default is 200.");
        Between(nameof(options.DailyPerCompany), options.DailyPerCompany, 1, 1_000_000, "The default is 2000.");
        Domains(options.AllowedDomains);
        Within(nameof(options.Lease), options.Lease, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10), "5 seconds and 10 minutes", "It must outlast one call to Auth0; the default is 00:00:45.");
        Within(nameof(options.SweepInterval), options.SweepInterval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), "1 second and 10 minutes", "The default is 00:00:04.");
        Within(nameof(options.FirstRetry), options.FirstRetry, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), "1 second and 10 minutes", "The default is 00:00:05.");
        Within(nameof(options.LongestRetry), options.LongestRetry, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), "1 second and 1 hour", "The default is 00:05:00.");
        Within(nameof(options.LogInterval), options.LogInterval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), "1 second and 1 minute", "The default is 00:00:02.");
        Within(nameof(options.LogSettle), options.LogSettle, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), "10 seconds and 1 hour", "The default is 00:02:00.");
        Within(nameof(options.ProviderSettle), options.ProviderSettle, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10), "5 seconds and 10 minutes", "The default is 00:00:30.");
        Within(nameof(options.LogPatience), options.LogPatience, TimeSpan.FromMinutes(1), TimeSpan.FromHours(12), "1 minute and 12 hours", "The default is 00:10:00.");
        Between(nameof(options.Parallel), options.Parallel, 1, 64, "The default is 8.");
        Between(nameof(options.AccountReadsPerSweep), options.AccountReadsPerSweep, 1, 500, "The default is 20.");
        Between(nameof(options.FaultsBeforeGivingUp), options.FaultsBeforeGivingUp, 1, 100, "The default is 6.");
        if (options.LongestRetry < options.FirstRetry)
        {
            problems.Add($"Invites:LongestRetry must not be shorter than Invites:FirstRetry; it is {Text(options.LongestRetry)} and {Text(options.FirstRetry)}. Swap them or leave both out.");
        }

        // Read as it stands: a malformed time-out is told by the slice it belongs to.
        if (TimeSpan.TryParse(configuration["Auth0:Timeout"], CultureInfo.InvariantCulture, out var timeout) && options.Lease <= timeout)
        {
            problems.Add($"Invites:Lease must be longer than Auth0:Timeout, or a second worker takes over while the first still waits for Auth0; it is {Text(options.Lease)} and {Text(timeout)}. Raise the lease or lower the time-out.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Within(string key, TimeSpan value, TimeSpan least, TimeSpan most, string range, string cure)
        {
            if (value < least || value > most)
            {
                problems.Add($"Invites:{key} must be between {range}; it is {Text(value)}. {cure}");
            }
        }

        void Domains(IList<string> domains)
        {
            for (var at = 0; at < domains.Count; at++)
            {
                if (EmailAddress.ReadDomain(domains[at]) is null)
                {
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"Invites:AllowedDomains:{at} must be a domain; it is “{domains[at]}”. Write what stands after the @, for example example.com, and name each subdomain by itself."));
                }
            }
        }

        void Between(string key, int value, int least, int most, string cure)
        {
            if (value < least || value > most)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"Invites:{key} must be between {least} and {most}; it is {value}. {cure}"));
            }
        }
    }

    private static string Text(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);
}
