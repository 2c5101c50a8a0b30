namespace Auth0Emulator.Tenant;

/// <summary>Issues password links and knows what has become of them. Only a user's newest link works.</summary>
public sealed class PasswordTickets(TenantState state, TenantClock clock, TenantAddress address)
{
    /// <summary>Five days: what Auth0 takes when no lifetime is given, or 0.</summary>
    public const int DefaultLifetimeInSeconds = 432000;

    // Long enough for every link somebody may still open to be told what became of it.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>Makes a ticket inside a change that is under way; every older one of the user stops working.</summary>
    public PasswordTicket Issue(TenantData tenant, TicketOrder order)
    {
        var now = clock.GetUtcNow();
        foreach (var older in tenant.Tickets.Values.Where(ticket => ticket.UserId == order.UserId && ticket is { UsedAt: null, ReplacedAt: null }).ToArray())
        {
            tenant.Tickets[older.Id] = older with { ReplacedAt = now };
        }

        foreach (var dead in tenant.Tickets.Values.Where(ticket => ticket.ExpiresAt < now - Remembered).ToArray())
        {
            tenant.Tickets.Remove(dead.Id);
        }

        var lifetime = order.LifetimeInSeconds is null or 0 ? DefaultLifetimeInSeconds : order.LifetimeInSeconds.Value;
        var ticket = new PasswordTicket
        {
            Id = RandomText.Of(32),
            UserId = order.UserId,
            CreatedAt = now,
            ExpiresAt = now.AddSeconds(lifetime),
            MarkEmailAsVerified = order.MarkEmailAsVerified,
            ClientId = order.ClientId,
            ResultUrl = order.ResultUrl,
            IncludeEmailInRedirect = order.IncludeEmailInRedirect,
        };
        tenant.Tickets[ticket.Id] = ticket;
        return ticket;
    }

    /// <summary>The link as it goes into a mail; the trailing # is part of it.</summary>
    public string Link(PasswordTicket ticket) => $"{address.Root}/u/reset-verify?ticket={ticket.Id}#";

    /// <summary>What a link is good for now.</summary>
    public TicketStanding Look(string? id) => state.Read(tenant => Look(tenant, id));

    /// <summary>The same, inside a read or change that is under way.</summary>
    public TicketStanding Look(TenantData tenant, string? id)
    {
        if (id is null || !tenant.Tickets.TryGetValue(id, out var ticket) || tenant.User(ticket.UserId) is not { } user)
        {
            return new TicketStanding.Unknown();
        }

        if (ticket.UsedAt is not null)
        {
            return new TicketStanding.Used(ticket, user);
        }

        return ticket.ReplacedAt is not null || ticket.ExpiresAt <= clock.GetUtcNow()
            ? new TicketStanding.Expired(ticket, user)
            : new TicketStanding.Open(ticket, user);
    }
}

/// <summary>What a new ticket is to be.</summary>
public sealed record TicketOrder
{
    public required string UserId { get; init; }

    /// <summary>Null or 0 takes five days.</summary>
    public int? LifetimeInSeconds { get; init; }

    public bool MarkEmailAsVerified { get; init; }

    public string? ClientId { get; init; }

    public string? ResultUrl { get; init; }

    public bool IncludeEmailInRedirect { get; init; }
}

/// <summary>What has become of a link.</summary>
public abstract record TicketStanding
{
    private TicketStanding()
    {
    }

    /// <summary>It sets a password when submitted.</summary>
    public sealed record Open(PasswordTicket Ticket, TenantUser User) : TicketStanding;

    /// <summary>Its time is over, or a newer link took its place.</summary>
    public sealed record Expired(PasswordTicket Ticket, TenantUser User) : TicketStanding;

    /// <summary>It has set a password already.</summary>
    public sealed record Used(PasswordTicket Ticket, TenantUser User) : TicketStanding;

    /// <summary>No such ticket, or its user is gone.</summary>
    public sealed record Unknown : TicketStanding;
}
