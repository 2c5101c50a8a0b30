using AdminPortal.Shell;
using FluentValidation;

namespace AdminPortal.Invites;

/// <summary>What a request to invite must hold whoever makes it; single addresses answer for themselves, team and roles are checked with the person.</summary>
internal sealed class InviteUsersValidator : AbstractValidator<InviteUsersRequest>
{
    public InviteUsersValidator(InviteOffer offer)
    {
        RuleFor(request => request.Addresses).NotEmpty().WithMessage("Enter at least one address.");
        RuleFor(request => request.Lifetime).WithinTheLifeOfTheLink(offer);
        RuleFor(request => request.Message).Custom((message, context) =>
        {
            if (WhyNotMessage(message, offer.MessageLimit) is { } why)
            {
                context.AddFailure(why);
            }
        });
        RuleFor(request => request.RoleIds).Custom((roles, context) =>
        {
            if (roles.Count > 0 && offer.RolesReadAt is null)
            {
                context.AddFailure("The tenant's roles could not be read yet, so none can be given. Try again in a moment.");
            }
        });
    }

    /// <summary>Line ends as one character, nothing around; null when nothing is left.</summary>
    public static string? Tidy(string? message) => message?.ReplaceLineEndings("\n").Trim() is { Length: > 0 } text ? text : null;

    private static string? WhyNotMessage(string? message, int limit)
    {
        if (Tidy(message) is not { } text)
        {
            return null;
        }

        if (text.Length > limit)
        {
            return $"The message has {text.Length} characters; at most {limit} fit.";
        }

        return EntryText.HiddenCharacter(text, linesAllowed: true) is { } hidden ? $"The message contains {hidden}." : null;
    }
}
