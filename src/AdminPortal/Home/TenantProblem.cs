using AdminPortal.Auth0;
using AdminPortal.Shell;

namespace AdminPortal.Home;

/// <summary>What is wrong between the portal and the tenant, with its cure.</summary>
/// <param name="Title">What is wrong.</param>
/// <param name="Text">What follows and what to do.</param>
/// <param name="ForEverybody">Whether people without the right to see tenant problems are told too.</param>
public sealed record TenantProblem(string Title, string Text, bool ForEverybody)
{
    /// <summary>Where Setup shows the cure step by step.</summary>
    public const string SetupAddress = "/setup";

    /// <summary>Whether Setup shows the cure.</summary>
    public bool InSetup { get; init; }

    /// <summary>The gravest problem of this moment, or nothing.</summary>
    public static TenantProblem? Of(TenantState tenant, ViewerZone zone)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return tenant switch
        {
            { SilentSince: { } since } => new(
                $"Auth0 does not answer since {TimeWords.Clock(since, zone)}.",
                "Nothing is lost; invitations wait and go out by themselves when it is back.",
                ForEverybody: true),
            { Credentials: { } refused } => new(
                $"Auth0 refuses the portal's Management credentials since {TimeWords.Clock(refused.Since, zone)}.",
                $"{refused.Message} Set Auth0:Management:ClientId and Auth0:Management:ClientSecret to those of an application that may use the Management API, and restart the portal. Invitations wait and go out by themselves then.",
                ForEverybody: false)
            {
                InSetup = true,
            },
            { MailTrouble: { } trouble } => new(
                $"The tenant's mail provider takes no emails since {TimeWords.Clock(trouble.Since, zone)}.",
                $"It says: “{trouble.Error}” Look at Auth0 under Branding, Email Provider. Invitations wait together and go out by themselves when it works again.",
                ForEverybody: true)
            {
                InSetup = true,
            },
            { MissingScopes: [Auth0.ManagementClient.ReadLogsScope] } => new(
                $"Auth0 refuses the portal the scope {Auth0.ManagementClient.ReadLogsScope}.",
                "Acceptances are noticed by looking at accounts one by one, refused emails stay unnoticed, and lost ones can't be settled. Grant it to the portal's Management application in Auth0.",
                ForEverybody: false)
            {
                InSetup = true,
            },
            { MissingScopes: [var scope] } => new(
                $"Auth0 refuses the portal the scope {scope}.",
                "Grant it to the portal's Management application in Auth0. Invitations that need it wait and go out by themselves.",
                ForEverybody: false)
            {
                InSetup = true,
            },
            { MissingScopes: [_, ..] scopes } => new(
                $"Auth0 refuses the portal the scopes {string.Join(", ", scopes.SkipLast(1))} and {scopes[^1]}.",
                "Grant them to the portal's Management application in Auth0. Invitations that need them wait and go out by themselves.",
                ForEverybody: false)
            {
                InSetup = true,
            },
            { Setup.Problems: [var first, ..] all } => new(
                $"Setup: “{first.Title}” fails.",
                all.Count == 1 ? first.Text : $"{first.Text} And {all.Count - 1} more.",
                ForEverybody: false)
            {
                InSetup = true,
            },
            _ => null,
        };
    }
}
