using System.Globalization;
using AdminPortal.Auth0;
using AdminPortal.Shell;

namespace AdminPortal.SignIn;

/// <summary>How often roles are read and accounts looked at, so that watching takes no more than a tenth of what the tenant allows.</summary>
/// <param name="Interval">From the beginning of one read of the roles to the beginning of the next.</param>
/// <param name="AccountsPerLook">How many accounts are looked at in between.</param>
/// <param name="SignedIn">How many accounts are signed in and in use.</param>
public sealed record WatchPace(TimeSpan Interval, int AccountsPerLook, int SignedIn)
{
    /// <summary>The interval wherever the limits allow it.</summary>
    public static readonly TimeSpan Wanted = TimeSpan.FromSeconds(45);

    /// <summary>A right taken away in Auth0 shall count in open pages by then.</summary>
    public static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);

    /// <summary>The calls of a look: the names, and one list for each role that fits on a page.</summary>
    public static readonly int UsualRoleCalls = 1 + RightsMatrix.Roles.Count;

    /// <summary>More accounts than this are never asked after in one look, whatever the limits allow: they are asked one after the other.</summary>
    public const int MostAccounts = 60;

    private const double Share = 0.1;

    /// <summary>In how long every account that is signed in is looked at once.</summary>
    public TimeSpan EveryAccountWithin => Interval * Math.Max(1, (SignedIn + AccountsPerLook - 1) / AccountsPerLook);

    /// <summary>Whether a right taken away may outlive a minute.</summary>
    public bool IsSlow => Interval > Promised || EveryAccountWithin > Promised;

    /// <summary>The pace under a plan, when reading the roles takes so many calls.</summary>
    public static WatchPace Of(LimitPlan plan, int roleCalls, int signedIn)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (roles, account) = (roleCalls * Apart(plan, LimitGroup.Others), Apart(plan, LimitGroup.ReadUsers));
        var oneAccount = signedIn > 0 ? account : TimeSpan.Zero;

        // Where both are counted together they share the tenth.
        var isShared = plan.BucketOf(LimitGroup.Others) == plan.BucketOf(LimitGroup.ReadUsers);
        var interval = Longest(Wanted, isShared ? roles + oneAccount : Longest(roles, oneAccount));
        var left = isShared ? interval - roles : interval;
        return new WatchPace(interval, account == TimeSpan.Zero ? MostAccounts : (int)Math.Clamp(left / account, 1, MostAccounts), signedIn);
    }

    /// <summary>"Roles are read every 45 s; each of the 12 signed-in accounts is looked at within 2 min."</summary>
    public string Words()
    {
        var accounts = SignedIn switch
        {
            0 => "nobody's account has to be looked at now",
            1 => $"the one signed-in account is looked at within {Span(EveryAccountWithin)}",
            _ => string.Create(CultureInfo.InvariantCulture, $"each of the {SignedIn} signed-in accounts is looked at within {Span(EveryAccountWithin)}"),
        };
        return $"Roles are read every {Span(Interval)}; {accounts}.";
    }

    // A promise is not rounded down: 95 s are 2 min.
    private static string Span(TimeSpan span) => span < TimeSpan.FromMinutes(1)
        ? TimeWords.Span(TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds)))
        : TimeWords.Span(TimeSpan.FromMinutes(Math.Ceiling(span.TotalMinutes)));

    private static TimeSpan Apart(LimitPlan plan, LimitGroup group) => plan.LimitOf(group) is { } limit ? limit.Every / limit.Refill / Share : TimeSpan.Zero;

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
