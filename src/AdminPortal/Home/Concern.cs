using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;

namespace AdminPortal.Home;

/// <summary>Something that needs a hand: what, why, and where to go.</summary>
public sealed record Concern(string Icon, string Tone, string Title, string Text, string? Href = null)
{
    private static readonly TimeSpan LongLink = TimeSpan.FromDays(7);

    /// <summary>Everything that needs a hand now, the gravest first. Tenant problems only for those who may see them.</summary>
    public static IEnumerable<Concern> Of(Counts? counts, bool maySeeTenantProblems, TenantState tenant, PortalRoleMembers portalRoles, ViewerZone zone, int left = 0)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(portalRoles);
        if (TenantProblem.Of(tenant, zone) is { } problem && (maySeeTenantProblems || problem.ForEverybody))
        {
            yield return new Concern("alert", "tone-red", problem.Title.TrimEnd('.'), problem.Text, problem.InSetup && maySeeTenantProblems ? TenantProblem.SetupAddress : null);
        }

        if (maySeeTenantProblems && tenant.Log is { Problem: { } logProblem, Since: { } logSince } && !IsToldAlready(tenant))
        {
            yield return new Concern(
                "clock", "tone-amber", $"Auth0's log can't be relied on since {TimeWords.Clock(logSince, zone)}",
                $"It {logProblem}. Acceptances are noticed by looking at accounts one by one, which takes longer; refused emails may stay unnoticed.");
        }

        if (maySeeTenantProblems && !portalRoles.IsKnown(PortalRole.Admin))
        {
            yield return new Concern("shield", "tone-red", $"Who holds {portalRoles.NameOf(PortalRole.Admin)} can't be read", portalRoles.Problem(PortalRole.Admin) ?? "Nobody but the first admin can work here until it can.");
        }

        foreach (var concern in counts is null ? [] : OfInvites(counts))
        {
            yield return concern;
        }

        if (left > 0)
        {
            yield return new Concern(
                "people",
                "tone-amber",
                $"{LeftWords.Counted(left)} of people who may no longer invite",
                "They go on until somebody keeps, reassigns or revokes them.",
                LeftInvitesPage.Address);
        }

        if (maySeeTenantProblems && tenant.Facts.LinkLifetime < LongLink)
        {
            yield return new Concern(
                "dials",
                "tone-amber",
                $"Links live {TimeWords.Span(tenant.Facts.LinkLifetime)}",
                tenant.Facts.LinkLifetimeReadAt is null
                    ? "That is Auth0's default; the email template could not be read. Longer expiries are not offered."
                    : "Longer expiries are not offered until the email template says so.");
        }
    }

    // What keeps the log from being read stands above it with its cure.
    private static bool IsToldAlready(TenantState tenant) =>
        tenant.SilentSince is not null || tenant.Credentials is not null || tenant.MissingScopes.Contains(Auth0.ManagementClient.ReadLogsScope);

    private static IEnumerable<Concern> OfInvites(Counts counts)
    {
        if (counts.NotSent > 0)
        {
            yield return new Concern(
                "failed",
                "tone-red",
                counts.NotSent is 1 ? "1 invitation was not sent" : $"{counts.NotSent} invitations were not sent",
                counts.NewestNotSent is [{ Failure: { } failure } row, ..] ? $"{row.Email}: {failure.Why}" : "Each says why and what to do.",
                InviteListAddress.Of(InviteStatusFilter.NotSent));
        }

        if (counts.NotConfirmed > 0)
        {
            yield return new Concern(
                "question",
                "tone-amber",
                counts.NotConfirmed is 1 ? "1 is not confirmed" : $"{counts.NotConfirmed} are not confirmed",
                counts.NewestNotConfirmed is [var row, ..]
                    ? $"Auth0 may or may not have sent the email for {row.Email}."
                    : "Auth0 may or may not have sent these emails.",
                InviteListAddress.Of(InviteStatusFilter.NotConfirmed));
        }

        if (counts.Waiting > 0)
        {
            yield return new Concern(
                "clock",
                "tone-blue",
                counts.Waiting is 1 ? "1 invitation waits" : $"{counts.Waiting} invitations wait",
                counts.WaitingFor ?? "They go out by themselves as soon as they can.",
                InviteListAddress.Of(InviteStatusFilter.Sending));
        }
    }
}
