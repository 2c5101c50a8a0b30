using System.Globalization;
using System.Text.Json.Nodes;

namespace AdminPortal.Setup;

/// <summary>The person a preview is for, and what stands around them; under the names that Auth0 gives to the words of a template.</summary>
public sealed record EmailSample
{
    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary>Their name as they typed it themselves.</summary>
    public required string Name { get; init; }

    /// <summary>Who invites them.</summary>
    public required string Inviter { get; init; }

    /// <summary>The inviter's words; null without any.</summary>
    public string? Message { get; init; }

    /// <summary>Until when the invitation is good.</summary>
    public required DateTimeOffset Expiry { get; init; }

    /// <summary>Where the mail's button leads.</summary>
    public required string Url { get; init; }

    /// <summary>What the tenant calls itself in front of people.</summary>
    public required string FriendlyName { get; init; }

    /// <summary>The application people are invited to; null when Auth0 is given none.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>Its id.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>Where people write to; null when the tenant names nobody.</summary>
    public string? SupportEmail { get; init; }

    /// <summary>The database connection they are in.</summary>
    public string Connection { get; init; } = "Username-Password-Authentication";

    /// <summary>Everything a template can ask for.</summary>
    public JsonObject Variables(MailFace face)
    {
        var application = new JsonObject { ["name"] = ApplicationName, ["clientID"] = ApplicationId, ["callback_domain"] = null, ["client_metadata"] = new JsonObject() };
        return new JsonObject
        {
            ["url"] = Url,
            ["user"] = User(face),
            ["application"] = application,
            ["client"] = application.DeepClone(),
            ["connection"] = new JsonObject { ["name"] = Connection },
            ["tenant"] = FriendlyName,
            ["friendly_name"] = FriendlyName,
            ["support_email"] = SupportEmail,
            ["support_url"] = null,
            ["request_language"] = "en",
        };
    }

    private JsonObject User(MailFace face)
    {
        var metadata = new JsonObject();
        if (face == MailFace.Invitation)
        {
            var invitation = new JsonObject
            {
                ["inviter"] = Inviter,
                ["expiry"] = Expiry.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            };
            if (Message is not null)
            {
                invitation["message"] = Message;
            }

            metadata["invitation"] = invitation;
        }

        return new JsonObject
        {
            ["user_id"] = "auth0|sample",
            ["email"] = Email,
            ["email_verified"] = face == MailFace.Reset,
            ["name"] = Name,
            ["nickname"] = Name,
            ["given_name"] = Name,
            ["family_name"] = Name,
            ["picture"] = null,
            ["app_metadata"] = metadata,
            ["user_metadata"] = new JsonObject(),
        };
    }
}

/// <summary>The people on offer for a preview.</summary>
public enum SamplePerson
{
    /// <summary>Has a name and a message from the inviter.</summary>
    Usual,

    /// <summary>Nothing is known but the address.</summary>
    Bare,

    /// <summary>Names that are HTML and Liquid: whoever signs up types their own.</summary>
    Hostile,
}
