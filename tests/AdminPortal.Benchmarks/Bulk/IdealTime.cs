using Auth0Emulator.Limits;

namespace AdminPortal.Benchmarks;

/// <summary>
/// How fast a plan lets anybody be who makes every call of an invitation and waits for nothing else: in each bucket what it holds at first, then what is
/// filled in, so much at a time. What the portal reads besides is not in it.
/// </summary>
internal static class IdealTime
{
    private const string Authentication = "POST /dbconnections/change_password";

    // The account, its role, the mail.
    private static readonly string[] CallsOfAnInvitation = ["POST /api/v2/users", "POST /api/v2/users/{id}/roles", Authentication];

    /// <summary>The time for so many invitations, beginning with full buckets.</summary>
    public static TimeSpan Of(RateLimitPlan plan, int invitations) =>
        Buckets(plan).Max(bucket => bucket.Limit.Every * Math.Ceiling(Math.Max(0, (bucket.Calls * invitations) - bucket.Limit.Burst) / (double)bucket.Limit.Refill));

    /// <summary>Invitations a second once the bursts are used up.</summary>
    public static double RateOf(RateLimitPlan plan) =>
        Buckets(plan).Min(bucket => bucket.Limit.Refill / bucket.Limit.Every.TotalSeconds / bucket.Calls);

    /// <summary>The fewest invitations that take at least this long.</summary>
    public static int InvitationsFor(RateLimitPlan plan, TimeSpan time) =>
        Enumerable.Range(1, 100_000).First(invitations => Of(plan, invitations) >= time);

    private static IEnumerable<(RateLimit Limit, int Calls)> Buckets(RateLimitPlan plan) =>
        CallsOfAnInvitation.GroupBy(call => BucketOf(plan, call)).Select(calls => (calls.Key.Limit, calls.Count()));

    private static (string Name, RateLimit Limit) BucketOf(RateLimitPlan plan, string call)
    {
        if (call == Authentication)
        {
            return ("Authentication API", plan.Authentication);
        }

        return plan.Groups.FirstOrDefault(group => group.Routes.Contains(call)) is { } group ? (group.Name, group.Limit) : ("Management API", plan.Others);
    }
}
