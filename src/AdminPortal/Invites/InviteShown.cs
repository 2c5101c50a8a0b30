using System.Linq.Expressions;

namespace AdminPortal.Invites;

/// <summary>The status people see: the stored one, except that a lapsed invitation is expired before any sweep has been there. One expression for list, filter, count and rules.</summary>
public static class InviteShown
{
    /// <summary>Under this much time left, a pending invitation expires soon.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(48);

    /// <summary>How far back "in 30 days" reaches.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    private static readonly Expression<Func<Invite, DateTimeOffset, InviteStatus>> StatusAt = (invite, now) =>
        (invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed) && invite.ExpiresAt <= now ? InviteStatus.Expired : invite.Status;

    private static readonly Func<Invite, DateTimeOffset, InviteStatus> StatusNow = StatusAt.Compile();

    /// <summary>The status shown at this moment, for a query.</summary>
    public static Expression<Func<Invite, InviteStatus>> Status(DateTimeOffset now)
    {
        var moment = Expression.Property(Expression.Constant(new Moment(now)), nameof(Moment.Now));
        return Expression.Lambda<Func<Invite, InviteStatus>>(new Replace(StatusAt.Parameters[1], moment).Visit(StatusAt.Body), StatusAt.Parameters[0]);
    }

    /// <summary>The status shown at this moment, of an invitation in hand.</summary>
    public static InviteStatus ShownStatus(this Invite invite, DateTimeOffset now) => StatusNow(invite, now);

    /// <summary>Whether its time is up although the record still says open.</summary>
    public static bool IsLapsed(this Invite invite, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return invite.ShownStatus(now) != invite.Status;
    }

    /// <summary>What a filter lets through: the invitations shown like this, written as ranges of the index on stored status and expiry.</summary>
    public static Expression<Func<Invite, bool>> Matches(InviteStatusFilter filter, DateTimeOffset now)
    {
        var (soon, lately) = (now + Soon, now - Lately);
        return filter switch
        {
            InviteStatusFilter.Pending => invite => invite.Status == InviteStatus.Sent && invite.ExpiresAt > now,
            InviteStatusFilter.ExpiringSoon => invite => invite.Status == InviteStatus.Sent && invite.ExpiresAt > now && invite.ExpiresAt < soon,
            InviteStatusFilter.Sending => invite => invite.Status == InviteStatus.Queued,
            InviteStatusFilter.NotConfirmed => invite => invite.Status == InviteStatus.Unconfirmed && invite.ExpiresAt > now,
            InviteStatusFilter.NotSent => invite => invite.Status == InviteStatus.Failed,
            InviteStatusFilter.Expired => invite => invite.Status == InviteStatus.Expired
                || (invite.Status == InviteStatus.Sent && invite.ExpiresAt <= now)
                || (invite.Status == InviteStatus.Unconfirmed && invite.ExpiresAt <= now),
            InviteStatusFilter.Accepted => invite => invite.Status == InviteStatus.Accepted,
            InviteStatusFilter.AcceptedLately => invite => invite.Status == InviteStatus.Accepted && invite.AcceptedAt >= lately,
            InviteStatusFilter.Revoking => invite => invite.Status == InviteStatus.Revoking,
            InviteStatusFilter.Revoked => invite => invite.Status == InviteStatus.Revoked,
        };
    }

    // A member access, not a constant: EF makes a parameter of it and keeps one query plan.
    private sealed record Moment(DateTimeOffset Now);

    private sealed class Replace(ParameterExpression parameter, Expression with) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? with : base.VisitParameter(node);
    }
}
