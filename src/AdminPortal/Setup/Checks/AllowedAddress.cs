namespace AdminPortal.Setup;

/// <summary>Whether an address is covered by one that Auth0 was told of.</summary>
internal static class AllowedAddress
{
    /// <summary>Exactly the same, or covered by a star for one subdomain; a local tenant also takes a star for any port of this machine.</summary>
    public static bool Matches(string allowed, string address)
    {
        if (string.Equals(allowed, address, StringComparison.Ordinal))
        {
            return true;
        }

        var star = allowed.IndexOf('*', StringComparison.Ordinal);
        if (star < 0 || allowed.IndexOf('*', star + 1) >= 0 || address.Length < allowed.Length)
        {
            return false;
        }

        var (before, after) = (allowed[..star], allowed[(star + 1)..]);
        return address.StartsWith(before, StringComparison.OrdinalIgnoreCase) && address.EndsWith(after, StringComparison.Ordinal)
            && address[before.Length..^after.Length].All(letter => letter is not ('.' or '/' or ':' or '?' or '#' or '@'));
    }
}
