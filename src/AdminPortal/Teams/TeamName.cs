using AdminPortal.Shell;
using FluentValidation;

namespace AdminPortal.Teams;

/// <summary>What somebody wants a team to be called.</summary>
public sealed record TeamName(string? Entered);

/// <summary>What a team can be called: something that can be read, and told from other names by reading it.</summary>
internal sealed class TeamNameValidator : AbstractValidator<TeamName>
{
    public TeamNameValidator() => RuleFor(name => name.Entered).Custom((entered, context) =>
    {
        if (WhyNot(entered ?? "") is { } why)
        {
            context.AddFailure(why);
        }
    });

    /// <summary>Why it can't be a name, in a sentence; null when it can.</summary>
    public static string? WhyNotNamed(string? entered) => new TeamNameValidator().Validate(new TeamName(entered)).Errors is [var first, ..] ? first.ErrorMessage : null;

    private static string? WhyNot(string entered)
    {
        // Before anything is cut away: a line break in the middle would pass as a blank.
        if (EntryText.HiddenCharacter(entered.Trim()) is { } hidden)
        {
            return $"The name contains {hidden}.";
        }

        if (entered.EnumerateRunes().Any(letter => LooksBlank(letter.Value)))
        {
            return "The name contains a character that looks like a blank and is none.";
        }

        return Team.Tidy(entered) switch
        {
            "" => "Enter a name.",
            { Length: > Team.LongestName } name => $"The name has {name.Length} characters; at most {Team.LongestName} fit.",
            _ => null,
        };
    }

    // Hangul fillers, the empty Braille cell: letters and signs to Unicode, nothing to the eye.
    private static bool LooksBlank(int letter) => letter is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;
}
