using System.Text.Json.Serialization;
using Auth0Emulator.Mail;

namespace Auth0Emulator.Tenant;

/// <summary>Everything the tenant knows. Reached through <see cref="TenantState"/> only, which holds the lock; the records in it never change in place.</summary>
public sealed class TenantData
{
    public TenantSettings Settings { get; set; } = new();

    public KeptSigningKey? SigningKey { get; set; }

    /// <summary>How far the clock was moved; written when <see cref="TenantClock"/> says so.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>By user id. Written through <see cref="PutUser"/> and <see cref="RemoveUser"/>, so that the search index hears of it.</summary>
    public Dictionary<string, TenantUser> Users { get; init; } = new(StringComparer.Ordinal);

    public List<TenantRole> Roles { get; init; } = [];

    public List<RoleMember> RoleMembers { get; init; } = [];

    public List<TenantClient> Clients { get; init; } = [];

    public List<ClientGrant> Grants { get; init; } = [];

    public List<TenantConnection> Connections { get; init; } = [];

    public List<CustomDomain> CustomDomains { get; init; } = [];

    /// <summary>Null while the tenant uses Auth0's built-in mailer, which ignores custom templates.</summary>
    public EmailProvider? EmailProvider { get; set; }

    /// <summary>By name; a template that was never customised isn't there.</summary>
    public Dictionary<string, EmailTemplate> EmailTemplates { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By ticket id.</summary>
    public Dictionary<string, PasswordTicket> Tickets { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By code.</summary>
    public Dictionary<string, AuthorizationCode> Codes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By the cookie's value.</summary>
    public Dictionary<string, TenantSession> Sessions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By token.</summary>
    public Dictionary<string, RefreshToken> RefreshTokens { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Oldest first; written by <see cref="TenantLog"/>.</summary>
    public List<LogEntry> Logs { get; init; } = [];

    public long LastLogNumber { get; set; }

    public List<InboxMail> Mails { get; init; } = [];

    [JsonIgnore]
    public SearchIndex Index { get; } = new();

    /// <summary>The user with that id, or null.</summary>
    public TenantUser? User(string userId) => Users.GetValueOrDefault(userId);

    /// <summary>The user with that address (already lower case) in that connection, or null.</summary>
    public TenantUser? UserByEmail(string email, string connection) =>
        Users.Values.FirstOrDefault(user => user.Email == email && user.Connection == connection);

    /// <summary>Adds or replaces a user.</summary>
    public void PutUser(TenantUser user, DateTimeOffset at)
    {
        Users[user.UserId] = user;
        Index.Note(at, user.UserId, user);
    }

    /// <summary>Takes a user out, with roles, links and sessions.</summary>
    public void RemoveUser(string userId, DateTimeOffset at)
    {
        if (!Users.Remove(userId))
        {
            return;
        }

        Index.Note(at, userId, null);
        RoleMembers.RemoveAll(member => member.UserId == userId);
        EndSessions(userId);
        foreach (var ticket in Tickets.Values.Where(ticket => ticket.UserId == userId).ToArray())
        {
            Tickets.Remove(ticket.Id);
        }
    }

    /// <summary>Signs the user out everywhere: sessions, codes and refresh tokens.</summary>
    public void EndSessions(string userId)
    {
        foreach (var session in Sessions.Values.Where(session => session.UserId == userId).ToArray())
        {
            Sessions.Remove(session.CookieValue);
        }

        foreach (var code in Codes.Values.Where(code => code.UserId == userId).ToArray())
        {
            Codes.Remove(code.Code);
        }

        foreach (var token in RefreshTokens.Values.Where(token => token.UserId == userId).ToArray())
        {
            RefreshTokens.Remove(token.Token);
        }
    }

    /// <summary>The client with that id, or null.</summary>
    public TenantClient? Client(string? clientId) => Clients.Find(client => client.ClientId == clientId);

    /// <summary>The connection with that name, or null.</summary>
    public TenantConnection? ConnectionNamed(string? name) => Connections.Find(connection => connection.Name == name);
}
