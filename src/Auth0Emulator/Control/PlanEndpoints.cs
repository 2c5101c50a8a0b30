using Auth0Emulator.Limits;

namespace Auth0Emulator.Control;

internal static class PlanEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/plan", (TenantLimits limits, LocalTenantOptions options) => ShownPlan.Of(limits.Plan, options.ResetMailLimit));
        control.MapPut("/plan", async (TenantLimits limits, LocalTenantOptions options, HttpContext context) =>
        {
            var request = await ControlBody.ReadAsync<PlanRequest>(context);
            limits.Plan = RateLimitPlan.Named(request.Plan, request.Factor ?? 1);
            return ShownPlan.Of(limits.Plan, options.ResetMailLimit);
        });
    }

    internal sealed record PlanRequest
    {
        public required string Plan { get; init; }

        /// <summary>How many times as high as Auth0's the limits are to be.</summary>
        public int? Factor { get; init; }
    }

    /// <summary>A plan with its buckets, as the control API tells of it.</summary>
    internal sealed record ShownPlan(string Plan, int Factor, IReadOnlyList<ShownGroup> Groups)
    {
        public static ShownPlan Of(RateLimitPlan? plan, ResetMailLimit? resetMails)
        {
            IEnumerable<ShownGroup> always = resetMails is null ? [] :
                [new ShownGroup("reset mails of a caller to an address", resetMails.Burst, 1, resetMails.Refill, ["POST /dbconnections/change_password", "POST /u/reset-password"])];
            return plan is null ? new(RateLimitPlan.Off, 1, [.. always]) : new(plan.Name, plan.Factor,
            [
                .. plan.Groups.Select(ShownGroup.Of),
                ShownGroup.Of(new("other calls of the Management API", plan.Others), "* /api/v2/…"),
                ShownGroup.Of(new("Authentication API", plan.Authentication), "* /authorize", "* /oauth/…", "* /userinfo", "* /dbconnections/…", "* /v2/logout", "* /oidc/logout", "* /.well-known/…"),
                .. plan.AuthenticationGroups.Select(ShownGroup.Of),
                ShownGroup.Of(new("userinfo of a user", plan.Userinfo), "* /userinfo"),
                .. always,
            ]);
        }
    }

    /// <summary>A bucket: so many at once, and <paramref name="Refill"/> more each <paramref name="Period"/>.</summary>
    internal sealed record ShownGroup(string Name, int Burst, int Refill, TimeSpan Period, IReadOnlyList<string> Routes)
    {
        public static ShownGroup Of(RateLimitGroup group) => Of(group, [.. group.Routes]);

        public static ShownGroup Of(RateLimitGroup group, params string[] routes) => new(group.Name, group.Limit.Burst, group.Limit.Refill, group.Limit.Every, routes);
    }
}
