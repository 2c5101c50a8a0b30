using AdminPortal.Invites;
using AdminPortal.Shell;

namespace AdminPortal.Requests;

/// <summary>Tells in whole sentences what an admin put right before approving.</summary>
internal static class Corrections
{
    /// <summary>What differs between what was asked and what is given; null when nothing does.</summary>
    public static string? Between(InviteRequest asked, Invite given, IReadOnlyDictionary<Guid, string> teamNames)
    {
        var sentences = new List<string>();
        if (given.TeamId != asked.TeamId)
        {
            sentences.Add($"Team corrected from {teamNames.GetValueOrDefault(asked.TeamId, "none")} to {(given.TeamId is { } team ? teamNames.GetValueOrDefault(team, "none") : "none")}.");
        }

        if (!asked.Roles.Select(role => role.Id).ToHashSet(StringComparer.Ordinal).SetEquals(given.Roles.Select(role => role.Id)))
        {
            var noun = asked.Roles.Count < 2 && given.Roles.Count < 2 ? "Role" : "Roles";
            sentences.Add($"{noun} corrected from {Named([.. asked.Roles.Select(role => role.Name)])} to {Named([.. given.Roles.Select(role => role.Name)])}.");
        }

        if (given.Lifetime != asked.Lifetime || given.EndsBy != asked.EndsBy)
        {
            sentences.Add($"Expiry corrected from {TimeWords.Span(asked.Lifetime)} to {TimeWords.Span(given.Lifetime)}.");
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    private static string Named(IReadOnlyList<string> roles) => roles.Count == 0 ? "none" : InviteWords.Listed(roles);
}
