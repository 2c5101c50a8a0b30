namespace AdminPortal.Data;

/// <summary>What somebody typed into a search box, as a pattern for LIKE: <c>%</c> and <c>_</c> stand for themselves.</summary>
public static class Like
{
    /// <summary>What stands before a character of the pattern that stands for itself.</summary>
    public const string Escape = @"\";

    /// <summary>Whatever holds this text.</summary>
    public static string Holding(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
    }
}
