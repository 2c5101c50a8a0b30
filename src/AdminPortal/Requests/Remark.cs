using AdminPortal.Invites;
using AdminPortal.Shell;

namespace AdminPortal.Requests;

/// <summary>A few words between asker and admin: the reason of the one, the note of the other.</summary>
public static class Remark
{
    /// <summary>Longest one, in characters.</summary>
    public const int Longest = 500;

    /// <summary>Line ends as one character, nothing around; null when nothing is left.</summary>
    public static string? Tidy(string? text) => InviteUsersValidator.Tidy(text);

    /// <summary>Why it can't be taken; null when it can.</summary>
    /// <param name="text">The words as they were typed.</param>
    /// <param name="what">What they are called: "note".</param>
    public static string? WhyNot(string? text, string what)
    {
        if (Tidy(text) is not { } tidy)
        {
            return null;
        }

        if (tidy.Length > Longest)
        {
            return $"The {what} has {tidy.Length} characters; at most {Longest} fit.";
        }

        return EntryText.HiddenCharacter(tidy, linesAllowed: true) is { } hidden ? $"The {what} contains {hidden}." : null;
    }
}
