using System.Text.Json.Nodes;
using Auth0Emulator.Api;

namespace Auth0Emulator.Management;

internal static class UserSchemas
{
    public static readonly BodySchema Create = new(
    [
        BodyField.Text("connection", min: 1) with { Required = true, Description = "Name of the connection this user should be created in." },
        .. Profile(nullable: false),
        BodyField.Text("user_id", max: 255) with { Format = TextFormats.NoWhitespace, Description = "The external user's id provided by the identity provider." },
    ]);

    public static readonly BodySchema Change = new(
    [
        BodyField.Text("connection", min: 1) with { Description = "Name of the connection to target for this user update." },
        BodyField.Text("client_id", min: 1) with { Description = "Auth0 client ID. Only valid when updating email address." },
        .. Profile(nullable: true),
    ])
    {
        UnknownPropertyAdvice = " (consider storing them in app_metadata or user_metadata. See \"Users Metadata\" in https://auth0.com/docs/api/v2/changes for more details)",
    };

    /// <summary>The 400 for an id without a provider, or null.</summary>
    public static ApiReply? RefusalOfId(string id) => id.IndexOf('|', StringComparison.Ordinal) is > 0 and var at && at < id.Length - 1 && !id.Any(char.IsWhiteSpace)
        ? null
        : Auth0Errors.InvalidPath($"'Object didn't pass validation for format user-id: {id}' on property id (ID of the user.)");

    public static string? Text(JsonObject body, string name) => body[name]?.GetValue<string>();

    public static bool? Flag(JsonObject body, string name) => body[name]?.GetValue<bool>();

    private static BodyField[] Profile(bool nullable) =>
    [
        BodyField.Text("email") with { Format = TextFormats.Email, Description = "The user's email." },
        BodyField.Text("phone_number") with { Nullable = nullable, Description = "The user's phone number (following the E.164 recommendation)." },
        BodyField.Flag("phone_verified") with { Description = "Whether this phone number has been verified (true) or not (false)." },
        BodyField.Map("user_metadata") with { Nullable = nullable, Description = "User metadata to which this user has read/write access." },
        BodyField.Map("app_metadata") with { Nullable = nullable, Description = "User metadata to which this user has read-only access." },
        BodyField.Flag("blocked") with { Description = "Whether this user was blocked by an administrator (true) or not (false)." },
        BodyField.Flag("email_verified") with { Description = "Whether this email address is verified (true) or unverified (false)." },
        BodyField.Text("given_name", min: 1, max: 150) with { Nullable = nullable, Description = "The user's given name(s)." },
        BodyField.Text("family_name", min: 1, max: 150) with { Nullable = nullable, Description = "The user's family name(s)." },
        BodyField.Text("name", min: 1, max: 300) with { Nullable = nullable, Description = "The user's full name." },
        BodyField.Text("nickname", min: 1, max: 300) with { Nullable = nullable, Description = "The user's nickname." },
        BodyField.Text("picture") with { Nullable = nullable, Format = TextFormats.AbsoluteUri, Description = "A URI pointing to the user's picture." },
        BodyField.Flag("verify_email") with { Description = "Whether the user will receive a verification email." },
        BodyField.Text("password", min: 1) with { Description = "Initial password for this user." },
        BodyField.Text("username", min: 1, max: 128) with { Description = "The user's username." },
    ];
}
