using System.Text;

namespace AdminPortal.Invites;

/// <summary>One address as it was entered.</summary>
/// <param name="Text">The entry as typed or pasted.</param>
/// <param name="Email">The address in it; null when there is none.</param>
/// <param name="Problem">What is wrong with it, in one sentence; null when it is good.</param>
/// <param name="Repeated">It stands further up already.</param>
/// <param name="Notice">What to look at before sending, for addresses that may look like others.</param>
public sealed record EnteredAddress(string Text, string? Email, string? Problem, bool Repeated, string? Notice)
{
    /// <summary>It goes out.</summary>
    public bool IsReady => Problem is null && !Repeated;

    /// <summary>What its chip shows.</summary>
    public string Shown => Email ?? Text;
}

/// <summary>The addresses in the dialog: splits what is typed or pasted, marks what is bad or repeated, keeps the limit.</summary>
public sealed class EnteredAddresses(int limit, AllowedDomains? domains = null)
{
    private readonly List<string> _entries = [];

    /// <summary>The entries, in the order they came, each with its mark.</summary>
    public IReadOnlyList<EnteredAddress> Entries => Mark(_entries);

    /// <summary>How many go out.</summary>
    public int Ready => Entries.Count(entry => entry.IsReady);

    /// <summary>How many are marked.</summary>
    public int NeedALook => Entries.Count(entry => !entry.IsReady);

    /// <summary>How many would go out if the text still in the field were taken too.</summary>
    public int ReadyWith(string draft) => Mark([.. _entries, .. Split(draft).Take(limit - _entries.Count)]).Count(entry => entry.IsReady);

    /// <summary>Takes in what was typed or pasted; gives back what is over the limit, so that nothing typed is lost.</summary>
    public string Take(string text)
    {
        var parts = Split(text);
        var room = Math.Max(0, limit - _entries.Count);
        _entries.AddRange(parts.Take(room));
        return string.Join(", ", parts.Skip(room));
    }

    /// <summary>Removes an entry.</summary>
    public void RemoveAt(int index) => _entries.RemoveAt(index);

    /// <summary>Removes all entries.</summary>
    public void Clear() => _entries.Clear();

    /// <summary>
    /// Comma, semicolon, tab and newline part entries, outside quotation marks and angle brackets; spaces part bare addresses,
    /// but not the name in "Ana Horvat &lt;ana@example.com&gt;".
    /// </summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var entries = new List<string>();
        var entry = new StringBuilder();
        var quoted = false;
        var bracketed = false;
        foreach (var character in text)
        {
            quoted = character switch
            {
                '"' => !quoted,
                '\n' or '\r' => false,
                _ => quoted,
            };
            bracketed = character switch
            {
                '<' => true,
                '>' or '\n' or '\r' => false,
                _ => bracketed,
            };
            if (character is '\n' or '\r' || (!quoted && !bracketed && character is ',' or ';' or '\t'))
            {
                Finish();
                continue;
            }

            entry.Append(character);
            if (character is '>' && !quoted)
            {
                Finish();
            }
        }

        Finish();
        return entries;

        void Finish()
        {
            var whole = entry.ToString().Trim();
            entry.Clear();
            if (whole.Length == 0)
            {
                return;
            }

            var words = whole.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (!whole.Contains('<', StringComparison.Ordinal) && words.Any(word => word.Contains('@', StringComparison.Ordinal)))
            {
                entries.AddRange(words);
            }
            else
            {
                entries.Add(whole);
            }
        }
    }

    private List<EnteredAddress> Mark(IEnumerable<string> texts)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return [.. texts.Select(text => InviteEntry.Read(text) switch
        {
            { Address: { } address } => new EnteredAddress(text, address.Display, domains?.WhyNot(address), !known.Add(address.Key), address.Notice),
            { Why: var why } => new EnteredAddress(text, null, why ?? "It can't be used.", false, null),
        })];
    }
}
