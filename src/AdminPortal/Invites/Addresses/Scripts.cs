namespace AdminPortal.Invites;

/// <summary>Tells words whose letters come from scripts that are not written together.</summary>
internal static class Scripts
{
    [Flags]
    private enum Script
    {
        None = 0,
        Latin = 1,
        Greek = 2,
        Cyrillic = 4,
        Armenian = 8,
        Hebrew = 16,
        Arabic = 32,
        Indic = 64,
        Georgian = 128,
        Cherokee = 256,
        EastAsian = 512,
        Other = 1024,
    }

    /// <summary>Whether the word mixes scripts; Latin beside Chinese, Japanese or Korean is usual and fine.</summary>
    public static bool AreMixed(string word)
    {
        var found = Script.None;
        foreach (var letter in word.EnumerateRunes())
        {
            found |= System.Text.Rune.IsLetter(letter) ? Of(letter.Value) : Script.None;
        }

        return found is not (Script.None or Script.EastAsian or (Script.Latin | Script.EastAsian)) && !System.Numerics.BitOperations.IsPow2((int)found);
    }

    private static Script Of(int letter) => letter switch
    {
        < 0x0250 or (>= 0x1E00 and < 0x1F00) or (>= 0x2C60 and < 0x2C80) or (>= 0xA720 and < 0xA800) => Script.Latin,
        (>= 0x0370 and < 0x0400) or (>= 0x1F00 and < 0x2000) => Script.Greek,
        (>= 0x0400 and < 0x0530) or (>= 0x1C80 and < 0x1C90) or (>= 0x2DE0 and < 0x2E00) or (>= 0xA640 and < 0xA6A0) => Script.Cyrillic,
        >= 0x0530 and < 0x0590 => Script.Armenian,
        >= 0x0590 and < 0x0600 => Script.Hebrew,
        (>= 0x0600 and < 0x0780) or (>= 0x08A0 and < 0x0900) => Script.Arabic,
        >= 0x0900 and < 0x0E00 => Script.Indic,
        (>= 0x10A0 and < 0x1100) or (>= 0x1C90 and < 0x1CC0) => Script.Georgian,
        (>= 0x13A0 and < 0x1400) or (>= 0xAB70 and < 0xABC0) => Script.Cherokee,
        (>= 0x1100 and < 0x1200) or (>= 0x2E80 and < 0xA4D0) or (>= 0xAC00 and < 0xD7B0) or (>= 0xF900 and < 0xFB00) or (>= 0x20000 and < 0x32000) => Script.EastAsian,
        _ => Script.Other,
    };
}
