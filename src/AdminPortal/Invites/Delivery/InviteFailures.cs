namespace AdminPortal.Invites;

/// <summary>Our words and the cure for every way in which Auth0 says no for good.</summary>
internal static class InviteFailures
{
    public static InviteFailure AlreadyMember(Invite invite) => new(
        "already-member",
        $"Somebody has an account with {invite.Email} and uses it. It was left as it is.",
        "They can sign in already; give them further roles in Auth0.");

    public static InviteFailure AccountExists(Invite invite) => new(
        "account-exists",
        $"An account with {invite.Email} exists that this portal did not make and nobody has used yet. It was left as it is, because whoever made it may know its password.",
        "If it should not be there, delete it in Auth0 and send the invitation again.");

    public static InviteFailure HiddenAccount(Invite invite) => new(
        "account-hidden",
        $"Auth0 says that {invite.Email} is taken, but shows no account with it.",
        "Look for it in the connection's own user store, or in Auth0 under Users; remove it and send the invitation again.");

    public static InviteFailure AccountChanged(Invite invite) => new(
        "account-changed",
        $"The account made for this invitation has another address in Auth0 by now, so no email was asked for {invite.Email}.",
        "Look at the account in Auth0. Then invite the address you mean.");

    public static InviteFailure AccountDeleted(Invite invite) => new(
        "account-deleted",
        $"The account made for {invite.Email} was deleted in Auth0, and its link with it.",
        "Send the invitation again if the person should still get in.");

    public static InviteFailure AddressRefused(Invite invite, string error) => new(
        "address-refused",
        $"The tenant's mail provider does not take the address {invite.Email}. It says: “{error}”",
        "Check the address and invite the right one.");

    public static InviteFailure ProviderRefused(Invite invite, string error) => new(
        "mail-refused",
        $"The tenant's mail provider refuses the email for {invite.Email}, though it takes those of others. It says: “{error}”",
        "Look at the provider's own log. Then send the invitation again.");

    public static InviteFailure RequestFailed(Invite invite, string error) => new(
        "mail-refused",
        $"Auth0 took the request but sent no email to {invite.Email}. Its log says: “{error}”",
        "Look whether the connection lets people change their password by themselves (Authentication, Database, the connection). Then send the invitation again.");

    public static InviteFailure RoleMissing(string message) => new(
        "role-missing",
        $"A role of this invitation is no longer in the tenant. Auth0: “{message}”",
        "Invite the person again with the roles that exist.");

    public static InviteFailure DomainNotAllowed(string why) => new(
        "domain-not-allowed",
        why,
        "Add the domain to Invites:AllowedDomains if the person should get in. Then send the invitation again.");

    public static InviteFailure Fault(string reason) => new(
        "auth0-fault",
        $"Auth0 failed again and again over this invitation, while it answered others. {reason}",
        "Look into the tenant's log in Auth0 for this address, then send the invitation again.");

    /// <summary>Auth0's refusal of the account, by status and code first; the text only tells twins of one code apart.</summary>
    public static InviteFailure OfAccount(int status, string? code, string message) => (status, code) switch
    {
        (409, "custom_domain_conflict") => new("custom-domain", "The tenant has several custom domains and none is the default.", "Set a default custom domain in Auth0 under Branding, Custom Domains. Then send the invitation again."),
        (_, "inexistent_connection") => Connection(message),
        (_, "inexistent_client") => Application(message),
        (_, "insufficient_entitlement") => Plan(message),
        (403, _) => Forbidden(message),
        (_, "auth0_idp_error") when Says(message, "must be enabled for this client") => new(
            "connection-not-enabled",
            "The database connection is not enabled for the portal's management application.",
            "In Auth0, open Authentication, Database, the connection, Applications, and switch the management application on. Then send the invitation again."),
        _ when Says(message, "connection is disabled") => new("connection-disabled", "The database connection is disabled in Auth0.", "Enable the connection in Auth0. Then send the invitation again."),
        _ when Says(message, "connection does not exist") => Connection(message),
        _ when Says(message, "PasswordStrengthError") || Says(message, "PasswordDictionaryError") || Says(message, "PasswordHistoryError") || Says(message, "PasswordNoUserInfoError") => new(
            "password-policy",
            $"The connection's password policy refused the random first password. Auth0: “{message}”",
            "Look at the connection's password policy in Auth0; 40 random characters of four classes should pass any. Then send the invitation again."),
        (_, "invalid_body") when Says(message, "email") => new("address-refused", $"Auth0 does not take the address. Auth0: “{message}”", "Check the address and invite the right one."),
        _ when Says(message, "username") => new("username-required", "The connection asks for a username, which an invitation does not have.", "Switch “Requires Username” off in the connection's settings in Auth0. Then send the invitation again."),
        (_, "invalid_body") => new("auth0-refused", $"Auth0 does not take the data of this invitation. Auth0: “{message}”", "Check name, message and roles and invite the person again."),
        _ => new("auth0-refused", $"Auth0 refused to make the account. Auth0: “{message}”", "Put right what Auth0 says. Then send the invitation again."),
    };

    /// <summary>Auth0's refusal to read, give or take roles; a role that isn't there is told by <see cref="RoleMissing"/>.</summary>
    public static InviteFailure OfRoles(int status, string? code, string message) => (status, code) switch
    {
        (_, "insufficient_entitlement") => Plan(message),
        (403, _) => Forbidden(message),
        _ => new("auth0-refused", $"Auth0 refused to change the account's roles. Auth0: “{message}”", "Put right what Auth0 says, or choose other roles. Then send the invitation again."),
    };

    /// <summary>Auth0's refusal of the mail request.</summary>
    public static InviteFailure OfMail(int status, string? code, string message) => message switch
    {
        _ when Says(message, "connection") && Says(message, "not found") => Connection(message),
        _ when Says(message, "not enabled for") => new("connection-not-enabled", $"The database connection is not enabled for the application that people are invited to. Auth0: “{message}”", "In Auth0, open Authentication, Database, the connection, Applications, and switch the application on. Then send the invitation again."),
        _ when Says(message, "client") || code is "inexistent_client" or "invalid_client" => Application(message),
        _ => new("mail-refused", $"Auth0 refused to send the email ({status}). Auth0: “{message}”", "Put right what Auth0 says. Then send the invitation again."),
    };

    private static InviteFailure Plan(string message) => new(
        "plan",
        $"The tenant's Auth0 plan does not include this. Auth0: “{message}”",
        "Upgrade the plan or ask Auth0's support. Then send the invitation again.");

    private static InviteFailure Forbidden(string message) => new(
        "auth0-forbids",
        $"Auth0 forbids it. Auth0: “{message}”",
        "Look at the management application's rights in Auth0. Then send the invitation again.");

    private static InviteFailure Connection(string message) => new(
        "connection-missing",
        $"The tenant has no database connection of the name in Auth0:Connection. Auth0: “{message}”",
        "Set Auth0:Connection to the name of a database connection. Then send the invitation again.");

    private static InviteFailure Application(string message) => new(
        "application-missing",
        $"Auth0 does not know the application that people are invited to. Auth0: “{message}”",
        "Set Invites:ApplicationClientId to the client id of an application in this tenant. Then send the invitation again.");

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
