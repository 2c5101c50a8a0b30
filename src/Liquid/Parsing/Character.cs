namespace Liquid.Parsing;

/// <summary>Which characters separate and which make up names.</summary>
internal static class Character
{
    /// <summary>What JavaScript's trim() takes away.</summary>
    public static readonly char[] Blanks =
        [.. Enumerable.Range(0, char.MaxValue).Select(code => (char)code).Where(c => c is '\uFEFF' || (char.IsWhiteSpace(c) && c is not '\u0085'))];

    public static bool IsBlank(char c) => c is '\uFEFF' || (char.IsWhiteSpace(c) && c is not '\u0085');

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '?' || char.IsSurrogate(c);
}
