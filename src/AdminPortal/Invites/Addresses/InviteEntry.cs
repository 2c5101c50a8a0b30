using System.Text;
using System.Text.RegularExpressions;
using AdminPortal.Shell;

namespace AdminPortal.Invites;

/// <summary>One entry of an invite dialog or a list: a bare address or "Name &lt;a@b.c&gt;".</summary>
/// <param name="Address">The address; null when the entry has none that can be used.</param>
/// <param name="Name">The person's name, when it was given.</param>
/// <param name="Why">Why the entry can't be used, in one sentence.</param>
public sealed partial record InviteEntry(EmailAddress? Address, string? Name, string? Why)
{
    /// <summary>Longest name.</summary>
    public const int MaxName = 100;

    private const int MaxEntry = 500;

    /// <summary>Reads an entry as typed or pasted.</summary>
    public static InviteEntry Read(string? text)
    {
        var entry = (text ?? "").Trim();
        if (entry.Length > MaxEntry)
        {
            return Refuse($"The entry is longer than {MaxEntry} characters.");
        }

        if (EntryText.HiddenCharacter(entry) is { } hidden)
        {
            return Refuse($"The entry contains {hidden}.");
        }

        if (!entry.EndsWith('>'))
        {
            return Of(entry, null);
        }

        var open = entry.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
        {
            return Refuse($"“{EntryText.Short(entry)}” has a > without a <.");
        }

        var name = Unquote(entry[..open].Trim()).Normalize(NormalizationForm.FormC);
        return name.Length == 0 ? Of(entry[(open + 1)..^1], null) : Of(entry[(open + 1)..^1], name);
    }

    private static InviteEntry Of(string address, string? name)
    {
        var (read, why) = EmailAddress.Read(address);
        if (read is null)
        {
            return Refuse(why!);
        }

        // Many mail programs copy an address as its own name.
        if (name is not null && EmailAddress.Read(name).Address?.Key == read.Key)
        {
            name = null;
        }

        return name is not null && WhyNotName(name) is { } whyNot ? Refuse(whyNot) : new InviteEntry(read, name, null);
    }

    /// <summary>Why this can't stand as a person's name in a mail; null when it can.</summary>
    public static string? WhyNotName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (EntryText.HiddenCharacter(name) is { } hidden)
        {
            return $"The name contains {hidden}.";
        }

        if (name.Length > MaxName)
        {
            return $"The name is longer than {MaxName} characters.";
        }

        if (name.AsSpan().IndexOfAny("<>{}") >= 0)
        {
            return "A name can't contain < > { or }.";
        }

        // A mail program would make a link of it, in a mail that carries the company's name.
        return name.Contains('@', StringComparison.Ordinal) || LooksLikeLink().IsMatch(name) ? "A name can't contain a web or mail address." : null;
    }

    private static string Unquote(string name) => name is ['"', .. var inner, '"'] ? inner.Replace("\\\"", "\"", StringComparison.Ordinal).Trim() : name;

    private static InviteEntry Refuse(string why) => new(null, null, why);

    [GeneratedRegex(@"://|\bwww\.|\b(https?|ftp|mailto|javascript|data):|[\w-]+\.[a-z]{2,}/|[\w-]+\.(com|net|org|info|biz|io|co|app|dev|ai|me|ru|cn|xyz|top|shop|site|online|link|click|example|test)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex LooksLikeLink();
}
