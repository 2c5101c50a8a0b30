using System.Text;

namespace AdminPortal.LookUp;

/// <summary>Addresses and names as they stand in a list of people nobody has asked about: enough to tell two apart, not enough to write to anybody.</summary>
public static class Covered
{
    private const string Cover = "•••";

    /// <summary>"a•••@example.com". The cover has one length, so that it tells nothing of what is below it.</summary>
    public static string Address(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        var at = email.LastIndexOf('@');
        return at <= 0 ? Cover : $"{First(email)}{Cover}{email[at..]}";
    }

    /// <summary>"A. H."; null when there is no name.</summary>
    public static string? Name(string? name)
    {
        var words = (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words.Select(word => $"{First(word)}."));
    }

    // A letter may be two characters long, or carry its accent as one of its own.
    private static string First(string word) =>
        Rune.DecodeFromUtf16(word.Normalize(NormalizationForm.FormC), out var first, out _) is System.Buffers.OperationStatus.Done ? first.ToString() : "";
}
