using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Is there a database connection of the name in the settings?</summary>
public sealed class ConnectionCheck : SetupCheck
{
    /// <summary>Its id.</summary>
    public const string Name = "connection";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Title => "The connection exists and is a database";

    /// <inheritdoc/>
    public override string Meaning => "Invited people get their account in it, and choose their password there.";

    /// <inheritdoc/>
    public override string Subject => "the connection";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.ConnectionsAsync(cancellationToken);
        if (call.Answer is not Auth0Result<IReadOnlyList<ConnectionFacts>>.Ok)
        {
            return NotKnown(call);
        }

        var name = tenant.Settings.Connection;
        var cure = new Cure(
            "Open Authentication, then Database: the connections you can use stand there by name. Create one if there is none.",
            "Write its exact name into the setting Auth0:Connection.",
            "Restart the portal.");
        CheckResult result = await tenant.ConnectionAsync(cancellationToken) switch
        {
            null => new CheckResult.Fails($"The tenant has no connection named “{name}”.", cure, StopsSending: true),
            { Strategy: ConnectionFacts.Database } => new CheckResult.Works($"“{name}” is a database of users."),
            var other => new CheckResult.Fails($"“{name}” is a connection of the kind {other.Strategy}, in which nobody can choose a password.", cure, StopsSending: true),
        };
        return result with { Evidence = [Evidence.Of(call)] };
    }
}

/// <summary>A check of something about the connection that needs it to be there.</summary>
public abstract class OfConnectionCheck : SetupCheck
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [TokenCheck.Name, ConnectionCheck.Name];

    /// <inheritdoc/>
    public sealed override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await tenant.ConnectionAsync(cancellationToken) is { } connection
            ? await LookAsync(tenant, connection, cancellationToken)
            : new CheckResult.WaitsFor("the connection");
    }

    /// <inheritdoc/>
    public sealed override async Task<FixResult> FixAsync(TenantReading tenant, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await tenant.ConnectionAsync(cancellationToken) is { } connection
            ? await FixAsync(tenant, connection, cancellationToken)
            : NotRead(await tenant.ConnectionsAsync(cancellationToken));
    }

    /// <summary>Looks.</summary>
    protected abstract Task<CheckResult> LookAsync(TenantReading tenant, ConnectionFacts connection, CancellationToken cancellationToken);

    /// <summary>Puts it right.</summary>
    protected virtual Task<FixResult> FixAsync(TenantReading tenant, ConnectionFacts connection, CancellationToken cancellationToken) =>
        Task.FromResult<FixResult>(new FixResult.NotPossible("The portal can't put this right by itself. Follow the steps."));
}

/// <summary>Is the connection enabled for an application?</summary>
public abstract class EnabledForCheck : OfConnectionCheck
{
    /// <summary>What the application is called in sentences.</summary>
    protected abstract string Application { get; }

    /// <summary>Whether no invitation can be sent without.</summary>
    protected abstract bool StopsSending { get; }

    /// <summary>The application's client id.</summary>
    protected abstract string ClientIdOf(TenantReading tenant);

    /// <inheritdoc/>
    protected sealed override async Task<CheckResult> LookAsync(TenantReading tenant, ConnectionFacts connection, CancellationToken cancellationToken)
    {
        var call = await tenant.ConnectionClientsAsync(connection.Id, cancellationToken);
        if (call.Answer is not Auth0Result<IReadOnlyList<string>>.Ok { Value: var enabled })
        {
            return NotKnown(call);
        }

        var clientId = ClientIdOf(tenant);
        CheckResult result = enabled.Contains(clientId, StringComparer.Ordinal)
            ? new CheckResult.Works($"“{connection.Name}” is enabled for {Application}.")
            : new CheckResult.Fails(
                $"“{connection.Name}” is not enabled for {Application} ({clientId}).",
                new Cure($"Open Authentication, then Database, then {connection.Name}, tab Applications.", $"Switch on the application with the Client ID {clientId}.") { Fix = "Enable it" },
                StopsSending);
        return result with { Evidence = [Evidence.Of(call)] };
    }

    /// <inheritdoc/>
    protected sealed override async Task<FixResult> FixAsync(TenantReading tenant, ConnectionFacts connection, CancellationToken cancellationToken) => Changed(
        await tenant.Client.EnableConnectionAsync(connection.Id, ClientIdOf(tenant), cancellationToken),
        $"“{connection.Name}” is enabled for {Application}.");
}

/// <summary>Is the connection enabled for the application people are invited to?</summary>
public sealed class EnabledForApplicationCheck : EnabledForCheck
{
    /// <inheritdoc/>
    public override string Id => "connection-application";

    /// <inheritdoc/>
    public override string Title => "The application takes the connection's people";

    /// <inheritdoc/>
    public override string Meaning => "Where the connection is not enabled for the application people are invited to, their new password opens nothing.";

    /// <inheritdoc/>
    public override string Subject => "the connection's application";

    /// <inheritdoc/>
    protected override string Application => "the application people are invited to";

    /// <inheritdoc/>
    protected override bool StopsSending => false;

    /// <inheritdoc/>
    protected override string ClientIdOf(TenantReading tenant) => tenant.ApplicationId;
}

/// <summary>Is the connection enabled for the machine-to-machine application that creates the accounts?</summary>
public sealed class EnabledForManagementCheck : EnabledForCheck
{
    /// <inheritdoc/>
    public override string Id => "connection-management";

    /// <inheritdoc/>
    public override string Title => "The portal may create accounts in the connection";

    /// <inheritdoc/>
    public override string Meaning => "Auth0 lets an application create users only in connections that are enabled for it, whatever its scopes say.";

    /// <inheritdoc/>
    public override string Subject => "the connection's Management application";

    /// <inheritdoc/>
    protected override string Application => "the portal's Management application";

    /// <inheritdoc/>
    protected override bool StopsSending => true;

    /// <inheritdoc/>
    protected override string ClientIdOf(TenantReading tenant) => tenant.Settings.Management.ClientId;
}

/// <summary>A check of one of the connection's options, which the token may not be allowed to see.</summary>
public abstract class ConnectionOptionCheck : OfConnectionCheck
{
    /// <inheritdoc/>
    protected sealed override async Task<CheckResult> LookAsync(TenantReading tenant, ConnectionFacts connection, CancellationToken cancellationToken)
    {
        var evidence = Evidence.Of(await tenant.ConnectionsAsync(cancellationToken));
        return (connection.Options is { } options
            ? Judge(connection, options)
            : new CheckResult.Unknown("The token may not look: read:connections_options is missing.", ScopesCheck.HowToGrant(["read:connections_options"]))) with
        {
            Evidence = [evidence],
        };
    }

    /// <summary>What the options say.</summary>
    protected abstract CheckResult Judge(ConnectionFacts connection, JsonObject options);

    /// <summary>Whether an option is switched on.</summary>
    protected static bool IsOn(JsonObject options, string name) => options[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}

/// <summary>Can strangers make themselves an account?</summary>
public sealed class SignUpCheck : ConnectionOptionCheck
{
    /// <inheritdoc/>
    public override string Id => "sign-up";

    /// <inheritdoc/>
    public override string Title => "Nobody signs up without an invitation";

    /// <inheritdoc/>
    public override string Meaning => "With public sign-up on, anybody can make an account, and take the address you are about to invite.";

    /// <inheritdoc/>
    public override string Subject => "sign-up";

    /// <inheritdoc/>
    protected override CheckResult Judge(ConnectionFacts connection, JsonObject options) => IsOn(options, "disable_signup")
        ? new CheckResult.Works("Public sign-up is off.")
        : new CheckResult.Limited(
            $"Public sign-up is on for “{connection.Name}”.",
            new Cure($"Open Authentication, then Database, then {connection.Name}, tab Settings.", "Switch on Disable Sign Ups. Leave it off only if your application is meant for everybody.") { Fix = "Close sign-up" });

    /// <inheritdoc/>
    protected override async Task<FixResult> FixAsync(TenantReading tenant, ConnectionFacts connection, CancellationToken cancellationToken) =>
        Changed(await tenant.Client.SetConnectionOptionAsync(connection.Id, "disable_signup", true, cancellationToken), $"Public sign-up is off for “{connection.Name}”.");
}

/// <summary>May people set a password by a link?</summary>
public sealed class SelfServiceCheck : ConnectionOptionCheck
{
    /// <inheritdoc/>
    public override string Id => "self-service";

    /// <inheritdoc/>
    public override string Title => "People may set their password by the link";

    /// <inheritdoc/>
    public override string Meaning => "The link in the invitation is Auth0's link to change the password; with self-service password change off it leads nowhere.";

    /// <inheritdoc/>
    public override string Subject => "the change of passwords";

    /// <inheritdoc/>
    protected override CheckResult Judge(ConnectionFacts connection, JsonObject options) => IsOn(options, "disable_self_service_change_password")
        ? new CheckResult.Fails(
            $"Self-service password change is off for “{connection.Name}”.",
            new Cure($"Open Authentication, then Database, then {connection.Name}, tab Settings.", "Switch Self-service change password on.") { Fix = "Switch it on" })
        : new CheckResult.Works("Self-service password change is on.");

    /// <inheritdoc/>
    protected override async Task<FixResult> FixAsync(TenantReading tenant, ConnectionFacts connection, CancellationToken cancellationToken) => Changed(
        await tenant.Client.SetConnectionOptionAsync(connection.Id, "disable_self_service_change_password", false, cancellationToken),
        $"Self-service password change is on for “{connection.Name}”.");
}

/// <summary>Does the connection take the passwords that new accounts get?</summary>
public sealed class PasswordPolicyCheck(RandomPassword passwords) : ConnectionOptionCheck
{
    // The strongest of them asks for three of four kinds and no three alike in a row.
    private static readonly string[] KnownPolicies = ["none", "low", "fair", "good", "excellent"];

    /// <inheritdoc/>
    public override string Id => "password-policy";

    /// <inheritdoc/>
    public override string Title => "New accounts meet the password policy";

    /// <inheritdoc/>
    public override string Meaning => "An account begins with a random password that nobody ever sees. If the policy refuses it, the account can't be made.";

    /// <inheritdoc/>
    public override string Subject => "the password policy";

    /// <inheritdoc/>
    protected override CheckResult Judge(ConnectionFacts connection, JsonObject options)
    {
        var policy = options["passwordPolicy"] is JsonValue name && name.GetValueKind() == JsonValueKind.String ? name.GetValue<string>() : "none";
        var least = options["password_complexity_options"] is JsonObject complexity && complexity["min_length"] is JsonValue length && length.GetValueKind() == JsonValueKind.Number ? length.GetValue<int>() : 1;
        var sample = passwords.Next();
        if (sample.Length >= least && KnownPolicies.Contains(policy))
        {
            return new CheckResult.Works($"The policy is “{policy}” with at least {least} characters; new accounts get {sample.Length} of all four kinds.");
        }

        return sample.Length < least
            ? new CheckResult.Fails(
                $"The policy asks for at least {least} characters; new accounts get {sample.Length}.",
                new Cure($"Open Authentication, then Database, then {connection.Name}, tab Authentication Methods, then Password.", $"Ask for at most {sample.Length} characters."),
                StopsSending: true)
            : new CheckResult.Unknown($"The policy is “{policy}”, which the portal does not know.");
    }
}
