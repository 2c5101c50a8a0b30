using System.Globalization;
using System.Text;
using AdminPortal.Shell;

namespace AdminPortal.Invites;

/// <summary>An address in the one form in which Auth0, mail servers and this portal compare it.</summary>
/// <param name="Display">As people read it: lower case, the domain in its own script.</param>
/// <param name="Key">As machines compare it: the domain as its A-label. +tag and dots stay distinct.</param>
/// <param name="Notice">What a person should look at before sending, for addresses that may look like others.</param>
public sealed record EmailAddress(string Display, string Key, string? Notice)
{
    /// <summary>Longest address that mail servers take.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalPart = 64;
    private const string LocalPartMarks = "!#$%&'*+-/=?^_`{|}~.";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>Reads a bare address; the sentence says why it isn't one.</summary>
    public static (EmailAddress? Address, string? Why) Read(string? text)
    {
        var entry = (text ?? "").Trim();
        if (entry.Length == 0)
        {
            return Refuse("There is no address.");
        }

        if (EntryText.HiddenCharacter(entry) is { } hidden)
        {
            return Refuse($"The address contains {hidden}.");
        }

        if (entry.AsSpan().IndexOfAny(',', ';') >= 0)
        {
            return Refuse($"“{EntryText.Short(entry)}” is more than one address; enter them one by one.");
        }

        var at = entry.LastIndexOf('@');
        if (at < 0)
        {
            return Refuse($"“{EntryText.Short(entry)}” has no @.");
        }

        var (local, domain) = (entry[..at], entry[(at + 1)..]);
        if (WhyNotLocalPart(local, entry) is { } whyNotLocal)
        {
            return Refuse(whyNotLocal);
        }

        var (ascii, unicode, whyNotDomain) = ReadDomain(domain, entry);
        if (ascii is null || unicode is null)
        {
            return Refuse(whyNotDomain!);
        }

        var lower = local.ToLowerInvariant();
        var key = $"{lower}@{ascii}";
        if (key.Length > MaxLength)
        {
            return Refuse($"The address is longer than {MaxLength} characters.");
        }

        var notice = ascii == unicode ? null : $"The domain {unicode} has letters outside the English alphabet; machines know it as {ascii}. Check that it is the one you mean.";
        return (new EmailAddress($"{lower}@{unicode}", key, notice), null);
    }

    /// <summary>Reads a domain by itself, in the form of a <see cref="Key"/> and as people read it; null when it is none.</summary>
    internal static (string Ascii, string Unicode)? ReadDomain(string? text)
    {
        var (ascii, unicode, _) = ReadDomain((text ?? "").Trim(), text ?? "");
        return ascii is null || unicode is null ? null : (ascii, unicode);
    }

    /// <inheritdoc/>
    public override string ToString() => Key;

    private static string? WhyNotLocalPart(string local, string entry)
    {
        if (local.Length == 0)
        {
            return $"“{EntryText.Short(entry)}” has nothing before the @.";
        }

        if (local[0] == '"')
        {
            return "Addresses with a quoted part before the @ are not taken: Auth0 and many mail servers read them differently.";
        }

        if (local.Contains('@', StringComparison.Ordinal))
        {
            return $"“{EntryText.Short(entry)}” has more than one @.";
        }

        if (local.Any(char.IsWhiteSpace))
        {
            return $"“{EntryText.Short(entry)}” has a space in it.";
        }

        // Case folding outside ASCII differs between systems ("ı", "ſ", "K"): two people could end up with one account.
        if (!Ascii.IsValid(local))
        {
            return $"“{EntryText.Short(entry)}” has letters before the @ that are outside the English alphabet; such addresses can't be compared safely.";
        }

        if (local.FirstOrDefault(letter => !char.IsAsciiLetterOrDigit(letter) && !LocalPartMarks.Contains(letter, StringComparison.Ordinal)) is var odd and not '\0')
        {
            return $"“{odd}” can't stand before the @.";
        }

        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return $"“{EntryText.Short(entry)}” has a dot too many before the @.";
        }

        return local.Length > MaxLocalPart ? $"The part before the @ is longer than {MaxLocalPart} characters." : null;
    }

    private static (string? Ascii, string? Unicode, string? Why) ReadDomain(string domain, string entry)
    {
        if (domain.Length == 0)
        {
            return (null, null, $"“{EntryText.Short(entry)}” has nothing after the @.");
        }

        if (domain.Any(char.IsWhiteSpace))
        {
            return (null, null, $"“{EntryText.Short(entry)}” has a space in it.");
        }

        if (domain[0] == '[')
        {
            return (null, null, "An address needs a domain name after the @, not a number of a machine.");
        }

        string ascii;
        string unicode;
        try
        {
            ascii = Idn.GetAscii(domain.Normalize(NormalizationForm.FormC)).ToLowerInvariant();
            unicode = Idn.GetUnicode(ascii);
        }
        catch (ArgumentException)
        {
            return (null, null, $"“{EntryText.Short(domain)}” is not a domain name.");
        }

        var labels = ascii.Split('.');
        if (labels.Length < 2)
        {
            return (null, null, $"“{EntryText.Short(entry)}” has no complete domain.");
        }

        if (ascii.Length > 253 || labels.Any(label => !IsLabel(label)) || labels[^1].Length < 2 || labels[^1].All(char.IsAsciiDigit))
        {
            return (null, null, $"“{EntryText.Short(domain)}” is not a domain name.");
        }

        return unicode.Split('.').FirstOrDefault(Scripts.AreMixed) is { } mixed
            ? (null, null, $"“{EntryText.Short(mixed)}” mixes letters of different scripts that look alike, as forged addresses do.")
            : (ascii, unicode, null);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static (EmailAddress? Address, string? Why) Refuse(string why) => (null, why);
}
