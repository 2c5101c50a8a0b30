using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>What the tenant's log proves about a mail request whose answer was lost.</summary>
internal abstract record MailVerdict
{
    private MailVerdict()
    {
    }

    /// <summary>Auth0 took it then.</summary>
    public sealed record Found(DateTimeOffset At) : MailVerdict;

    /// <summary>Auth0 never took it, and will not any more.</summary>
    public sealed record Absent : MailVerdict;

    /// <summary>The log has not come far enough; <paramref name="LogIsQuiet"/> says that only a new entry can move it.</summary>
    public sealed record TooEarly(DateTimeOffset LookAgainAt, bool LogIsQuiet) : MailVerdict;

    /// <summary>No evidence can be had.</summary>
    public sealed record Undecidable(string Why) : MailVerdict;
}

/// <summary>Judges lost mail requests by how far the tenant's log has been read.</summary>
internal sealed class MailEvidence(TenantLogReader log, TenantState tenant, IOptions<InvitesOptions> options, TimeProvider clock)
{
    /// <summary>How far two clocks may be apart after the known difference is taken off: replies tell Auth0's time in whole seconds.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    /// <summary>The verdict of this moment on an invitation with an open mail request.</summary>
    public MailVerdict Judge(Invite invite)
    {
        if (invite.MailRequestedAt is not { } askedAt)
        {
            throw new ArgumentException("No mail request is open.", nameof(invite));
        }

        if (invite.MailSeenAt is { } seenAt)
        {
            return new MailVerdict.Found(seenAt);
        }

        var now = clock.GetUtcNow();
        var decidedAfter = (invite.MailEndsBy ?? askedAt) + options.Value.LogSettle;
        if (log.Progress is { CompleteSince: { } completeSince, NewestAt: { } newestAt })
        {
            if (completeSince > askedAt + tenant.ClockOffset)
            {
                return new MailVerdict.Undecidable("Auth0's log could not be read without a gap since then.");
            }

            // Found is only missing now because it isn't there: the log has gone on, past the call's end and past every entry that may come late.
            if (newestAt > decidedAfter + tenant.ClockOffset + ClockTolerance)
            {
                return new MailVerdict.Absent();
            }
        }

        if (tenant.Log.Problem is { } problem && tenant.MissingScopes.Contains(ManagementClient.ReadLogsScope, StringComparer.Ordinal))
        {
            return new MailVerdict.Undecidable($"Auth0's log {problem}.");
        }

        if (now > decidedAfter + options.Value.LogPatience)
        {
            return new MailVerdict.Undecidable("Auth0's log showed nothing for too long.");
        }

        return new MailVerdict.TooEarly(now + LookAgain, LogIsQuiet: now > decidedAfter + ClockTolerance + LookAgain && tenant.Log.Problem is null);
    }
}
