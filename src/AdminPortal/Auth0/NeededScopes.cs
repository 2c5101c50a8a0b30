namespace AdminPortal.Auth0;

/// <summary>What a scope is needed for.</summary>
public enum ScopeUse
{
    /// <summary>Without it invitations are not sent, or not looked after.</summary>
    Inviting,

    /// <summary>Without it something about the tenant stays unknown.</summary>
    Looking,

    /// <summary>Without it Setup explains instead of putting things right.</summary>
    Fixing,
}

/// <summary>A scope of the Management API that the portal uses.</summary>
/// <param name="Name">As Auth0 writes it.</param>
/// <param name="Use">What it is needed for.</param>
/// <param name="Without">What does not work without it, as a sentence.</param>
/// <param name="StopsSending">Whether no invitation goes out without it.</param>
public sealed record NeededScope(string Name, ScopeUse Use, string Without, bool StopsSending = false);

/// <summary>Every scope the portal uses, and those it must never have; the README and the docs repeat this list.</summary>
public static class NeededScopes
{
    /// <summary>All of them, in the order in which Auth0's features come up.</summary>
    public static IReadOnlyList<NeededScope> All { get; } =
    [
        new("create:users", ScopeUse.Inviting, "No account can be made for the people invited.", StopsSending: true),
        new("read:users", ScopeUse.Inviting, "It can't be told whose account is whose, nor who has accepted."),
        new("update:users", ScopeUse.Inviting, "Roles can't be given, and a withdrawn account can't be blocked."),
        new("delete:users", ScopeUse.Inviting, "The unused accounts of withdrawn and expired invitations stay."),
        new("read:roles", ScopeUse.Inviting, "Roles can't be offered, and nobody can be recognised as an admin."),
        new("read:role_members", ScopeUse.Inviting, "Nobody can be recognised as an admin."),
        new("create:role_members", ScopeUse.Inviting, "Invited people get no roles."),
        new("delete:role_members", ScopeUse.Inviting, "A role taken from an open invitation stays with the account."),
        new("create:user_tickets", ScopeUse.Inviting, "The link of a withdrawn invitation can't be made void."),
        new("read:logs", ScopeUse.Inviting, "Refused emails stay unnoticed, and lost ones can't be settled."),
        new("read:email_templates", ScopeUse.Looking, "How long links live is assumed to be 5 days, and the emails can't be checked."),
        new("read:email_provider", ScopeUse.Looking, "Whether your emails have a provider of their own is not known."),
        new("read:connections", ScopeUse.Looking, "Whether the connection takes new people is not known."),
        new("read:connections_options", ScopeUse.Looking, "Whether sign-up is closed and passwords fit the policy is not known."),
        new("read:clients", ScopeUse.Looking, "Whether sign-in and the way back after choosing a password are set up is not known."),
        new("read:client_grants", ScopeUse.Looking, "A scope you have just granted is noticed only with the next token."),
        new("read:custom_domains", ScopeUse.Looking, "Whether several domains of your own get in the way is not known."),
        new("read:branding", ScopeUse.Looking, "The sign-in page's look can't be shown."),
        new("read:tenant_settings", ScopeUse.Looking, "What the tenant calls itself in emails is not known, and the preview guesses it."),
        new("update:connections", ScopeUse.Fixing, "Setup can't enable the connection for an application."),
        new("update:connections_options", ScopeUse.Fixing, "Setup can't close sign-up or open the change of passwords."),
        new("create:email_templates", ScopeUse.Fixing, "Setup can't publish the invitation email the first time."),
        new("update:email_templates", ScopeUse.Fixing, "Setup can't change the invitation email or how long its link lives."),
        new("update:branding", ScopeUse.Fixing, "Setup can't change the sign-in page's look."),
    ];

    /// <summary>With these a token could widen its own rights; no feature of the portal uses them.</summary>
    public static IReadOnlyList<string> Dangerous { get; } = ["create:client_grants", "update:client_grants"];
}
