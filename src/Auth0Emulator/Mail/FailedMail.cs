using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Mail;

/// <summary>What the tenant log says of a mail that didn't go out: the only trace of it at Auth0.</summary>
public static class FailedMail
{
    /// <summary>The entry, of type <c>fn</c>.</summary>
    public static LogEntry Entry(string template, TenantUser user, string error) => new()
    {
        Type = "fn",
        Description = "Failed to send email notification",
        Connection = user.Connection,
        Details = new JsonObject { ["email_type"] = template, ["to"] = user.Email, ["error"] = error },
    };
}
