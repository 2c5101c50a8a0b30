namespace Auth0Emulator.Tenant;

/// <summary>What happens to a user when a password is set, by a link or by the API.</summary>
public sealed class PasswordChanges(TenantClock clock)
{
    /// <summary>Sets the password inside a change that is under way, hashed before it began: <c>last_password_reset</c> is written and every session ends.</summary>
    public TenantUser Apply(TenantData tenant, TenantUser user, string passwordHash)
    {
        var now = clock.GetUtcNow();
        var changed = user with { PasswordHash = passwordHash, LastPasswordReset = now, UpdatedAt = now };
        tenant.PutUser(changed, now);
        tenant.EndSessions(user.UserId);
        return changed;
    }

    /// <summary>Sets the password with a ticket and uses the ticket up; mailed links prove the mailbox as well.</summary>
    public TenantUser Complete(TenantData tenant, TicketStanding.Open standing, string passwordHash)
    {
        var user = standing.User with { EmailVerified = standing.User.EmailVerified || standing.Ticket.MarkEmailAsVerified };
        tenant.Tickets[standing.Ticket.Id] = standing.Ticket with { UsedAt = clock.GetUtcNow() };
        return Apply(tenant, user, passwordHash);
    }
}
