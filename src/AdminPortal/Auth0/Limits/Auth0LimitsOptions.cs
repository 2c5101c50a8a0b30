using System.Globalization;

namespace AdminPortal.Auth0;

/// <summary>How fast the portal may ask Auth0.</summary>
public sealed class Auth0LimitsOptions
{
    /// <summary>The plan's name that leaves finding out to the portal.</summary>
    public const string Auto = "auto";

    private const int LargestFactor = 1000;

    /// <summary>The tenant's plan: auto learns it from Auth0's headers, off leaves only Auth0's own 429.</summary>
    public string Plan { get; set; } = Auto;

    /// <summary>How many times the plan's rates the tenant has; more than 1 only in Auth0's private cloud.</summary>
    public int Factor { get; set; } = 1;

    /// <summary>The plan that is set; null leaves it to the portal.</summary>
    internal LimitPlan? Fixed => Plan == Auto ? null : Named(Plan)?.Times(Factor);

    /// <summary>What is wrong with these settings, one sentence each.</summary>
    internal IEnumerable<string> Failures()
    {
        if (Plan != Auto && Named(Plan) is null)
        {
            yield return $"Auth0:Limits:Plan must be auto, {string.Join(", ", LimitPlan.Sold.Select(plan => plan.Name))} or off; it is \"{Plan}\". Leave it at auto unless the portal takes the tenant for another plan than it is.";
        }

        if (Factor is < 1 or > LargestFactor)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Auth0:Limits:Factor must be between 1 and {LargestFactor}; it is {Factor}. Leave it at 1 unless Auth0 runs the tenant in a private cloud with multiplied limits.");
        }
    }

    private static LimitPlan? Named(string name) => LimitPlan.Sold.Append(LimitPlan.Off).FirstOrDefault(plan => plan.Name == name);
}
