using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>How a try to log in ended.</summary>
public abstract record LoginOutcome
{
    private LoginOutcome()
    {
    }

    /// <summary>The user is in.</summary>
    public sealed record Succeeded(TenantUser User) : LoginOutcome;

    /// <summary>No such user, or another password; from outside it looks the same.</summary>
    public sealed record WrongCredentials : LoginOutcome;

    /// <summary>The user is blocked.</summary>
    public sealed record Blocked : LoginOutcome;
}

/// <summary>Logs people in, with everything Auth0 writes down when it does.</summary>
public sealed class Logins(TenantState state, TenantClock clock, TenantLog log)
{
    /// <summary>Tries an address and a password.</summary>
    public LoginOutcome Try(string email, string password, TenantConnection connection, TenantClient client, Visitor visitor)
    {
        var folded = email.Trim().ToLowerInvariant();
        var known = state.Read(tenant => tenant.UserByEmail(folded, connection.Name));

        // The hash is worked out outside the change: it is slow on purpose.
        var matches = known is not null && PasswordHash.Matches(known.PasswordHash, password);
        if (!matches)
        {
            log.Write(Entry(known is null ? "fu" : "fp", connection.Name, client, visitor) with
            {
                Description = "Wrong email or password.",
                UserId = known?.UserId,
                UserName = folded,
            });
            return new LoginOutcome.WrongCredentials();
        }

        return Record(known!.UserId, client, visitor);
    }

    /// <summary>Lets somebody in who is signed in to the tenant already.</summary>
    public LoginOutcome Continue(TenantSession session, TenantClient client, Visitor visitor) => Record(session.UserId, client, visitor);

    private LoginOutcome Record(string userId, TenantClient client, Visitor visitor) => state.Change<LoginOutcome>(tenant =>
    {
        if (tenant.User(userId) is not { } user)
        {
            return new LoginOutcome.WrongCredentials();
        }

        var blocked = user.Blocked == true;
        var now = clock.GetUtcNow();
        var entry = Entry(blocked ? "f" : "s", user.Connection, client, visitor) with { UserId = userId, UserName = user.Email };

        // A blocked attempt counts as a login, but isn't the last one.
        var after = user with { LoginsCount = (user.LoginsCount ?? 0) + 1, UpdatedAt = now };
        if (blocked)
        {
            tenant.PutUser(after, now);
            log.Write(tenant, entry with { Description = "user is blocked" });
            return new LoginOutcome.Blocked();
        }

        after = after with { LastLogin = now, LastIp = visitor.Ip };
        tenant.PutUser(after, now);
        log.Write(tenant, entry);
        return new LoginOutcome.Succeeded(after);
    });

    private static LogEntry Entry(string type, string connection, TenantClient client, Visitor visitor) =>
        new() { Type = type, Connection = connection, ClientId = client.ClientId, Ip = visitor.Ip, UserAgent = visitor.UserAgent };
}
