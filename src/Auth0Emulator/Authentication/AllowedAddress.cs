namespace Auth0Emulator.Authentication;

/// <summary>Compares addresses with a client's allow-lists; <c>:*</c> stands for any port of this machine.</summary>
public static class AllowedAddress
{
    private const string AnyPort = ":*";

    /// <summary>Whether a callback is on the list: the same text, query included.</summary>
    public static bool IsCallback(IReadOnlyList<string> allowed, string address) => allowed.Any(entry => Matches(entry, address));

    /// <summary>Whether a logout address is on the list: query and fragment don't count.</summary>
    public static bool IsLogout(IReadOnlyList<string> allowed, string address)
    {
        var plain = address.Split('?', '#')[0];
        return allowed.Any(entry => Matches(entry.Split('?', '#')[0], plain));
    }

    private static bool Matches(string entry, string address)
    {
        var at = entry.IndexOf(AnyPort, StringComparison.Ordinal);
        if (at < 0)
        {
            return string.Equals(entry, address, StringComparison.Ordinal);
        }

        var (before, after) = (entry[..at] + ":", entry[(at + AnyPort.Length)..]);
        if (!address.StartsWith(before, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = address.AsSpan(before.Length);
        var port = rest.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : rest.Length;
        return port > 0 && rest[port..].SequenceEqual(after);
    }
}
