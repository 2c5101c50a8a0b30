using FluentValidation;

namespace AdminPortal.Invites;

/// <summary>Which invitation, and how long from now it stays open.</summary>
/// <param name="Id">The invitation's public id.</param>
/// <param name="Lifetime">How long from now.</param>
/// <param name="EndsBy">The last moment somebody chose, when they chose a day.</param>
/// <param name="MailExpected">Whether the person was told that a new email goes out for it; null when nobody was told either.</param>
public sealed record ExtendInviteRequest(Guid Id, TimeSpan Lifetime, DateTimeOffset? EndsBy = null, bool? MailExpected = null);

/// <summary>The same range as for a new invitation: a mail that goes out for it has a link of the same life.</summary>
internal sealed class ExtendInviteValidator : AbstractValidator<ExtendInviteRequest>
{
    public ExtendInviteValidator(InviteOffer offer) => RuleFor(request => request.Lifetime).WithinTheLifeOfTheLink(offer);
}

/// <summary>What became of a request to let an invitation end later.</summary>
public abstract record ExtendOutcome
{
    private ExtendOutcome()
    {
    }

    /// <summary>It stays open until <paramref name="ExpiresAt"/>; the link the person has lasts that long, or the mail has still to go out anyway.</summary>
    public sealed record Extended(string Email, DateTimeOffset ExpiresAt) : ExtendOutcome;

    /// <summary>A new mail is on its way, because the earlier link would not have lasted until <paramref name="ExpiresAt"/>.</summary>
    public sealed record ExtendedWithNewMail(string Email, DateTimeOffset ExpiresAt) : ExtendOutcome;

    /// <summary>Nobody is signed in, or the person may not extend.</summary>
    public sealed record NotAllowed : ExtendOutcome;

    /// <summary>There is no such invitation.</summary>
    public sealed record NotFound : ExtendOutcome;

    /// <summary>It can't be extended as it stands; the sentence says why.</summary>
    public sealed record NotPossible(string Why) : ExtendOutcome;

    /// <summary>That end can't be; the sentence says why.</summary>
    public sealed record Invalid(string Why) : ExtendOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(
        Func<Extended, T> extended,
        Func<ExtendedWithNewMail, T> extendedWithNewMail,
        Func<NotAllowed, T> notAllowed,
        Func<NotFound, T> notFound,
        Func<NotPossible, T> notPossible,
        Func<Invalid, T> invalid) => this switch
        {
            Extended it => extended(it),
            ExtendedWithNewMail it => extendedWithNewMail(it),
            NotAllowed it => notAllowed(it),
            NotFound it => notFound(it),
            NotPossible it => notPossible(it),
            Invalid it => invalid(it),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
