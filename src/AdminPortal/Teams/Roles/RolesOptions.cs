using Microsoft.Extensions.Options;

namespace AdminPortal.Teams;

/// <summary>Which Auth0 roles may be given with an invitation. Auth0 roles have no rank, so settings say which are administrative.</summary>
public sealed class RolesOptions
{
    /// <summary>Where these settings stand.</summary>
    public const string Section = "Roles";

    /// <summary>Names of the roles on offer; every role of the tenant when empty.</summary>
    public IList<string> Offered { get; } = [];

    /// <summary>Names of the roles that need a second confirmation; the portal's own always do.</summary>
    public IList<string> Administrative { get; } = [];
}

/// <summary>Finds role names that can't be meant.</summary>
internal sealed class RolesOptionsValidator : IValidateOptions<RolesOptions>
{
    public ValidateOptionsResult Validate(string? name, RolesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<string>();
        Check("Offered", options.Offered);
        Check("Administrative", options.Administrative);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(string key, IList<string> names)
        {
            for (var at = 0; at < names.Count; at++)
            {
                if (string.IsNullOrWhiteSpace(names[at]))
                {
                    problems.Add($"Roles:{key}:{at} must be the name of an Auth0 role; it is empty. Remove the entry or write the name as Auth0 shows it.");
                }
            }

            if (names.GroupBy(role => role, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            {
                problems.Add($"Roles:{key} must name each role once; “{twice.Key}” stands there {twice.Count()} times. Remove the repetition.");
            }
        }
    }
}
