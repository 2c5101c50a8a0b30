using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.SignIn;

/// <summary>One sign-in of one person in one browser; the cookie holds its id and nothing else.</summary>
public sealed class Session
{
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

    /// <summary>When the person signed in.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the person last did something; written at most once a minute.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>When the session ends whatever the person does.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>When the session was ended on purpose.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Begins a session.</summary>
    public static Session Start(Guid id, SignedInIdentity who, DateTimeOffset now, TimeSpan absoluteLifetime)
    {
        ArgumentNullException.ThrowIfNull(who);
        return new Session
        {
            Id = id,
            Subject = who.Subject,
            Name = who.Name,
            Email = who.Email,
            EmailVerified = who.EmailVerified,
            Sid = who.Sid,
            CreatedAt = now,
            LastSeenAt = now,
            EndsAt = now + absoluteLifetime,
        };
    }

    /// <summary>Whether the session still stands.</summary>
    public bool IsLive(DateTimeOffset now, TimeSpan idleLifetime) =>
        EndedAt is null && now < EndsAt && now < LastSeenAt + idleLifetime;

    /// <summary>Notes that the person did something.</summary>
    public void See(DateTimeOffset now) => LastSeenAt = now > LastSeenAt ? now : LastSeenAt;

    /// <summary>Ends the session; ending it twice keeps the first time.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now;
}

/// <summary>Who Auth0 says has signed in.</summary>
public sealed record SignedInIdentity(string Subject, string Name, string Email, bool EmailVerified, string? Sid);

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
        builder.Property(session => session.Sid).HasMaxLength(255);
        builder.HasIndex(session => session.Subject);
        builder.HasIndex(session => session.EndsAt);
    }
}
