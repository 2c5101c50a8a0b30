using System.Net;
using Microsoft.Extensions.Options;

namespace AdminPortal.Auth0;

/// <summary>The plan whose limits count now: the one in the settings, otherwise the one that Auth0's headers fit. Not safe for several threads by itself.</summary>
public sealed class PlanInForce
{
    // Groups whose figures tell the plans apart and have no exceptions in any of them.
    private static readonly HashSet<LimitGroup> Telling = [LimitGroup.ReadUsers, LimitGroup.WriteUsers, LimitGroup.DeleteUsers, LimitGroup.ReadLogs, LimitGroup.Others];

    private readonly bool _learns;
    private readonly IReadOnlyList<LimitPlan> _known;
    private readonly Dictionary<LimitGroup, int> _seen = [];

    /// <summary>Starts with the plan that is set, or with the slowest until Auth0 has said something.</summary>
    public PlanInForce(IOptions<Auth0Options> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = options.Value.Limits;
        _known = [.. LimitPlan.Sold.Select(plan => plan.Times(limits.Factor))];
        _learns = limits.Fixed is null;
        Current = limits.Fixed ?? _known[0];
    }

    /// <summary>The plan.</summary>
    public LimitPlan Current { get; private set; }

    /// <summary>The plan that Auth0's headers look like, whatever is set; null before they said anything.</summary>
    public LimitPlan? Seen { get; private set; }

    /// <summary>Whether anything is known about it: set, or learnt from at least one reply.</summary>
    public bool IsKnown => !_learns || _seen.Count > 0 || Current == LimitPlan.Off;

    /// <summary>Takes in a reply to a call of this group; true when another plan is in force from here on.</summary>
    internal bool Hear(LimitGroup group, HttpStatusCode status, LimitHeaders headers)
    {
        if (!Telling.Contains(group))
        {
            return false;
        }

        if (headers.Limit is not { } limit)
        {
            // A tenant without limits sends no headers at all. Faults, and whatever stands in between, don't either; they prove nothing.
            if (_seen.Count > 0 || status >= HttpStatusCode.InternalServerError || status == HttpStatusCode.TooManyRequests)
            {
                return false;
            }

            Seen = LimitPlan.Off;
            return _learns && Take(Seen);
        }

        if (_seen.TryGetValue(group, out var before) && before != limit)
        {
            // The tenant has moved to another plan: what was seen of the old one is worth nothing.
            _seen.Clear();
        }

        _seen[group] = limit;
        Seen = Fitting(group, limit);
        return _learns && Take(Seen);
    }

    private LimitPlan Fitting(LimitGroup group, int limit) =>
        _known.FirstOrDefault(plan => _seen.All(seen => Burst(plan, seen.Key) == seen.Value))

        // Figures of no plan we know: the widest of those that stay below; where even that is too fast, Auth0's 429s slow it down.
        ?? _known.Where(plan => Burst(plan, group) <= limit).MaxBy(plan => Burst(plan, group))
        ?? _known[0];

    private static int Burst(LimitPlan plan, LimitGroup group) => plan.LimitOf(group)?.Burst ?? int.MaxValue;

    private bool Take(LimitPlan plan)
    {
        if (plan == Current)
        {
            return false;
        }

        Current = plan;
        return true;
    }
}
