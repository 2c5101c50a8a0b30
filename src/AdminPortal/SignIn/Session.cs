using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.SignIn;

/// <summary>One sign-in of one person in one browser; the cookie holds its id and nothing else.</summary>
public sealed class Session
{
    /// <summary>How much of a browser's name for itself is kept, in characters.</summary>
    public const int LongestBrowser = 300;

    private Session()
    {
    }

    /// <summary>The id in the cookie; random, because whoever knows it is signed in once the cookie's protection fails.</summary>
    public Guid Id { get; private set; }

    /// <summary>The person's account in Auth0.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The person's name as Auth0 gave it at sign-in.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The person's address as Auth0 gave it at sign-in.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Whether Auth0 vouched for the address at sign-in.</summary>
    public bool EmailVerified { get; private set; }

    /// <summary>Auth0's own session behind this one.</summary>
    public string? Sid { get; private set; }

    /// <summary>Where the person was last seen: an IP address; empty when that is not known.</summary>
    public string From { get; private set; } = "";

    /// <summary>What browser they signed in with, as it calls itself; cut to its length here.</summary>
    public string Browser { get; private set; } = "";

    /// <summary>When the person signed in.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the person last did something; written at most once a minute.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>When the session ends whatever the person does.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>When the session ended: on purpose, or at a limit once that has been found.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it ended; null while <see cref="EndedAt"/> is.</summary>
    public SessionEndReason? EndReason { get; private set; }

    /// <summary>The name of the admin who ended it; empty when none did.</summary>
    public string EndedBy { get; private set; } = "";

    /// <summary>Begins a session.</summary>
    public static Session Start(Guid id, SignedInIdentity who, SignInPlace place, DateTimeOffset now, TimeSpan absoluteLifetime)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(who);
        return new Session
        {
            Id = id,
            Subject = who.Subject,
            Name = who.Name,
            Email = who.Email,
            EmailVerified = who.EmailVerified,
            Sid = who.Sid,
            From = place.From,
            Browser = place.Browser,
            CreatedAt = now,
            LastSeenAt = now,
            EndsAt = now + absoluteLifetime,
        };
    }

    /// <summary>Whether the session still stands.</summary>
    public bool IsLive(DateTimeOffset now, TimeSpan idleLifetime) =>
        EndedAt is null && now < EndsAt && now < LastSeenAt + idleLifetime;

    /// <summary>When and why the session ended by itself; null when it has not, or was ended before.</summary>
    public (DateTimeOffset At, SessionEndReason Reason)? LapseAt(DateTimeOffset now, TimeSpan idleLifetime)
    {
        if (EndedAt is not null || IsLive(now, idleLifetime))
        {
            return null;
        }

        var idleAt = LastSeenAt + idleLifetime;
        return idleAt < EndsAt ? (idleAt, SessionEndReason.Idle) : (EndsAt, SessionEndReason.TimeOver);
    }

    /// <summary>Notes that the person did something, and from where; an address that is not known leaves the last one.</summary>
    public void See(DateTimeOffset now, string from)
    {
        ArgumentNullException.ThrowIfNull(from);
        if (now < LastSeenAt)
        {
            return;
        }

        LastSeenAt = now;
        From = from.Length > 0 ? from : From;
    }

    /// <summary>Ends the session; ending it twice keeps the first time and reason.</summary>
    public void End(DateTimeOffset now, SessionEndReason reason, string by = "")
    {
        if (EndedAt is null)
        {
            (EndedAt, EndReason, EndedBy) = (now, reason, by);
        }
    }
}

/// <summary>Who Auth0 says has signed in.</summary>
public sealed record SignedInIdentity(string Subject, string Name, string Email, bool EmailVerified, string? Sid);

/// <summary>Where somebody sits, as far as a request tells.</summary>
/// <param name="From">The IP address; empty when it is not known.</param>
/// <param name="Browser">What the browser calls itself.</param>
public sealed record SignInPlace(string From, string Browser)
{
    /// <summary>A place nothing is known of.</summary>
    public static SignInPlace Unknown { get; } = new("", "");

    /// <summary>Where a request comes from.</summary>
    public static SignInPlace Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var browser = context.Request.Headers.UserAgent.ToString();
        return new SignInPlace(AddressOf(context), browser.Length <= Session.LongestBrowser ? browser : browser[..Session.LongestBrowser]);
    }

    /// <summary>The IP address a request comes from; empty when it is not known.</summary>
    public static string AddressOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        // A server that listens on both kinds of address at once writes the older kind in the form of the newer one.
        var address = context.Connection.RemoteIpAddress;
        return (address?.IsIPv4MappedToIPv6 is true ? address.MapToIPv4() : address)?.ToString() ?? "";
    }
}

/// <summary>How sessions are stored.</summary>
public sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("Sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Subject).HasMaxLength(255);
        builder.Property(session => session.Name).HasMaxLength(300);
        builder.Property(session => session.Email).HasMaxLength(320);
        builder.Property(session => session.From).HasMaxLength(64).HasDefaultValue("");
        builder.Property(session => session.Browser).HasMaxLength(Session.LongestBrowser).HasDefaultValue("");
        builder.Property(session => session.Sid).HasMaxLength(255);
        builder.Property(session => session.EndedAt).IsConcurrencyToken();
        builder.Property(session => session.EndReason).HasConversion<string>().HasMaxLength(32);
        builder.Property(session => session.EndedBy).HasMaxLength(300).HasDefaultValue("");
        builder.HasIndex(session => session.Subject);
        builder.HasIndex(session => session.EndsAt);
    }
}
