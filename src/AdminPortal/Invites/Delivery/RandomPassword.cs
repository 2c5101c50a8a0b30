using System.Security.Cryptography;

namespace AdminPortal.Invites;

/// <summary>The first password of an account: nobody ever sees it, it only has to be unguessable and pass every policy of Auth0.</summary>
public sealed class RandomPassword(RandomNumberGenerator source)
{
    private const int Length = 40;

    // Without letters and marks that a policy or a log might choke on; four classes, so that the strictest policy is met.
    private static readonly string[] Classes = ["abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!#%+-.:=?@_"];
    private static readonly string Every = string.Concat(Classes);

    /// <summary>A new one. It is handed to Auth0 and forgotten.</summary>
    public string Next()
    {
        while (true)
        {
            var letters = Classes.Select(PickFrom).Concat(Enumerable.Range(0, Length - Classes.Length).Select(_ => PickFrom(Every))).ToArray();
            Shuffle(letters);

            // Auth0's strictest policy refuses three of the same in a row.
            if (!HasTriple(letters))
            {
                return new string(letters);
            }
        }
    }

    private char PickFrom(string letters) => letters[Below(letters.Length)];

    private void Shuffle(char[] letters)
    {
        for (var last = letters.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (letters[last], letters[other]) = (letters[other], letters[last]);
        }
    }

    // Draws again above the last whole multiple: a plain remainder would favour the first letters.
    private int Below(int limit)
    {
        Span<byte> drawn = stackalloc byte[1];
        var fair = 256 - (256 % limit);
        do
        {
            source.GetBytes(drawn);
        }
        while (drawn[0] >= fair);
        return drawn[0] % limit;
    }

    private static bool HasTriple(char[] letters) =>
        Enumerable.Range(2, letters.Length - 2).Any(at => letters[at] == letters[at - 1] && letters[at] == letters[at - 2]);
}
