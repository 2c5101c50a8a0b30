using System.Security.Claims;

namespace AdminPortal.SignIn;

/// <summary>How a session is written as claims, and read back.</summary>
public static class PersonClaims
{
    /// <summary>The id of the session.</summary>
    public const string Session = "session";

    private const string Subject = "sub";
    private const string Name = "name";
    private const string Email = "email";
    private const string EmailVerified = "email_verified";
    private const string Sid = "sid";

    /// <summary>The principal that stands for a session.</summary>
    public static ClaimsPrincipal Principal(SignedInIdentity who, string authenticationType, Guid? session = null)
    {
        ArgumentNullException.ThrowIfNull(who);
        var identity = new ClaimsIdentity(authenticationType, Name, roleType: null);
        identity.AddClaim(new Claim(Subject, who.Subject));
        identity.AddClaim(new Claim(Name, who.Name));
        identity.AddClaim(new Claim(Email, who.Email));
        identity.AddClaim(new Claim(EmailVerified, who.EmailVerified ? "true" : "false"));
        if (who.Sid is not null)
        {
            identity.AddClaim(new Claim(Sid, who.Sid));
        }

        if (session is { } id)
        {
            identity.AddClaim(new Claim(Session, id.ToString("N")));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>Who a principal stands for; null when nobody is signed in.</summary>
    public static SignedInIdentity? Read(ClaimsPrincipal? principal)
    {
        if (principal?.Identity?.IsAuthenticated != true || principal.FindFirstValue(Subject) is not { Length: > 0 } subject)
        {
            return null;
        }

        return new SignedInIdentity(
            subject,
            principal.FindFirstValue(Name) ?? "",
            principal.FindFirstValue(Email) ?? "",
            string.Equals(principal.FindFirstValue(EmailVerified), "true", StringComparison.Ordinal),
            principal.FindFirstValue(Sid));
    }

    /// <summary>The session a principal belongs to.</summary>
    public static Guid? ReadSession(ClaimsPrincipal? principal) =>
        Guid.TryParseExact(principal?.FindFirstValue(Session), "N", out var id) ? id : null;
}
