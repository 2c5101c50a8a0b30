using System.Linq.Expressions;

namespace AdminPortal.Invites;

/// <summary>How the list is sorted, forwards and backwards from a cursor. Ties are broken by number; rows without the value come last either way.</summary>
internal abstract class InviteOrder
{
    public static InviteOrder Of(InviteSort sort, bool descending) => sort switch
    {
        InviteSort.Newest => new ByNumber(),
        InviteSort.Email => new ByEmail(descending),
        InviteSort.Sent => new ByInstant(invite => invite.SentAt, descending),
        InviteSort.Expires => new ByInstant(invite => invite.ExpiresAt, descending),
    };

    /// <summary>The rows after the cursor in this order, or before it in the opposite one.</summary>
    public abstract IQueryable<Invite> Apply(IQueryable<Invite> invites, InviteCursor? from, bool backwards);

    private sealed class ByNumber : InviteOrder
    {
        public override IQueryable<Invite> Apply(IQueryable<Invite> invites, InviteCursor? from, bool backwards)
        {
            if (from is not null)
            {
                var number = from.Number;
                invites = backwards ? invites.Where(invite => invite.Number > number) : invites.Where(invite => invite.Number < number);
            }

            return backwards ? invites.OrderBy(invite => invite.Number) : invites.OrderByDescending(invite => invite.Number);
        }
    }

    private sealed class ByEmail(bool descending) : InviteOrder
    {
        public override IQueryable<Invite> Apply(IQueryable<Invite> invites, InviteCursor? from, bool backwards)
        {
            var falling = descending != backwards;
            if (from?.Email is { } email)
            {
                var number = from.Number;
#pragma warning disable CA1309 // EF translates only this overload, to the column's own binary comparison.
                invites = falling
                    ? invites.Where(invite => string.Compare(invite.Email, email) < 0 || (invite.Email == email && invite.Number < number))
                    : invites.Where(invite => string.Compare(invite.Email, email) > 0 || (invite.Email == email && invite.Number > number));
#pragma warning restore CA1309
            }

            return falling
                ? invites.OrderByDescending(invite => invite.Email).ThenByDescending(invite => invite.Number)
                : invites.OrderBy(invite => invite.Email).ThenBy(invite => invite.Number);
        }
    }

    private sealed class ByInstant(Expression<Func<Invite, DateTimeOffset?>> instant, bool descending) : InviteOrder
    {
        public override IQueryable<Invite> Apply(IQueryable<Invite> invites, InviteCursor? from, bool backwards)
        {
            var falling = descending != backwards;
            if (from is not null)
            {
                invites = invites.Where(Beyond(from, falling, backwards));
            }

            var lastly = Lambda<bool>(body => Expression.Equal(body, Expression.Constant(null, typeof(DateTimeOffset?))));
            var sorted = backwards ? invites.OrderByDescending(lastly) : invites.OrderBy(lastly);
            return falling
                ? sorted.ThenByDescending(instant).ThenByDescending(invite => invite.Number)
                : sorted.ThenBy(instant).ThenBy(invite => invite.Number);
        }

        // Rows without the instant form a block at the end; going backwards it is met first.
        private Expression<Func<Invite, bool>> Beyond(InviteCursor from, bool falling, bool backwards)
        {
            var number = from.Number;
            Expression<Func<Invite, bool>> numberBeyond = falling ? invite => invite.Number < number : invite => invite.Number > number;
            var tie = new Rebind(numberBeyond.Parameters[0], instant.Parameters[0]).Visit(numberBeyond.Body);
            var none = Expression.Constant(null, typeof(DateTimeOffset?));
            if (from.At is null)
            {
                return Lambda<bool>(body => backwards
                    ? Expression.OrElse(Expression.NotEqual(body, none), Expression.AndAlso(Expression.Equal(body, none), tie))
                    : Expression.AndAlso(Expression.Equal(body, none), tie));
            }

            Expression<Func<DateTimeOffset?>> at = () => from.At;
            return Lambda<bool>(body =>
            {
                var past = falling ? Expression.LessThan(body, at.Body) : Expression.GreaterThan(body, at.Body);
                var here = Expression.AndAlso(Expression.Equal(body, at.Body), tie);
                var beyond = Expression.OrElse(past, here);
                return backwards ? beyond : Expression.OrElse(beyond, Expression.Equal(body, none));
            });
        }

        private Expression<Func<Invite, T>> Lambda<T>(Func<Expression, Expression> of) =>
            Expression.Lambda<Func<Invite, T>>(of(instant.Body), instant.Parameters[0]);
    }

    private sealed class Rebind(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
