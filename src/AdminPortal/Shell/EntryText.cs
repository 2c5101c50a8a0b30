using System.Globalization;

namespace AdminPortal.Shell;

/// <summary>What may not hide in text that people type or paste.</summary>
internal static class EntryText
{
    /// <summary>Names the first character in the text that can't be seen or that reorders it; null when all is plain.</summary>
    public static string? HiddenCharacter(string text, bool linesAllowed = false)
    {
        foreach (var letter in text.EnumerateRunes())
        {
            if (linesAllowed && letter.Value == '\n')
            {
                continue;
            }

            var what = letter.Value switch
            {
                '\r' or '\n' or 0x2028 or 0x2029 => "a line break",
                0 => "a NUL character",
                0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => "a hidden mark that changes the direction of text",
                0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF or 0x00AD or 0x180E or 0x034F => "a character that can't be seen",
                0xFFFD => "a character that could not be read",
                _ => Rune(letter),
            };
            if (what is not null)
            {
                return what;
            }
        }

        return null;
    }

    /// <summary>The text shortened so that a sentence around it stays readable.</summary>
    public static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");

    private static string? Rune(System.Text.Rune letter) => System.Text.Rune.GetUnicodeCategory(letter) switch
    {
        UnicodeCategory.Control => "a control character",
        UnicodeCategory.Format => "a character that can't be seen",
        UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "a character that could not be read",
        _ => null,
    };
}
