using System.Text.Json.Nodes;

namespace Auth0Emulator.Management;

/// <summary>A parsed <c>q</c>: the subset of Lucene that Auth0's search takes.</summary>
public abstract record LuceneQuery
{
    private LuceneQuery()
    {
    }

    /// <summary>Whether a document (a user or log entry as JSON) satisfies it.</summary>
    public abstract bool Matches(SearchDocument document);

    internal sealed record Every : LuceneQuery
    {
        public override bool Matches(SearchDocument document) => true;
    }

    internal sealed record And(LuceneQuery Left, LuceneQuery Right) : LuceneQuery
    {
        public override bool Matches(SearchDocument document) => Left.Matches(document) && Right.Matches(document);
    }

    internal sealed record Or(LuceneQuery Left, LuceneQuery Right) : LuceneQuery
    {
        public override bool Matches(SearchDocument document) => Left.Matches(document) || Right.Matches(document);
    }

    internal sealed record Not(LuceneQuery Inner) : LuceneQuery
    {
        public override bool Matches(SearchDocument document) => !Inner.Matches(document);
    }

    internal sealed record Exists(string Field) : LuceneQuery
    {
        public override bool Matches(SearchDocument document) => document.Values(Field).Any();
    }

    /// <summary>A value, with <c>*</c> for any characters unless it was quoted; no field means the fields people are looked for by.</summary>
    internal sealed record Term(string? Field, string Value, bool Quoted) : LuceneQuery
    {
        public override bool Matches(SearchDocument document) =>
            (Field is null ? document.NormalisedFields : [Field]).Any(field => document.Values(field).Any(value => Matches(document, field, value)));

        private bool Matches(SearchDocument document, string field, string value)
        {
            var wanted = document.Normalise(field, Value);
            if (Quoted || !wanted.Contains('*', StringComparison.Ordinal))
            {
                return string.Equals(value, wanted, StringComparison.Ordinal);
            }

            // Auth0 indexes user_metadata for whole values only.
            return !field.StartsWith("user_metadata.", StringComparison.Ordinal) && Wildcard(wanted, value);
        }

        private static bool Wildcard(string pattern, string value)
        {
            var parts = pattern.Split('*');
            if (!value.StartsWith(parts[0], StringComparison.Ordinal))
            {
                return false;
            }

            var at = parts[0].Length;
            foreach (var part in parts[1..^1])
            {
                var found = value.IndexOf(part, at, StringComparison.Ordinal);
                if (found < 0)
                {
                    return false;
                }

                at = found + part.Length;
            }

            return value.Length - at >= parts[^1].Length && value.EndsWith(parts[^1], StringComparison.Ordinal);
        }
    }

    /// <summary>A range; <c>*</c> leaves an end open.</summary>
    internal sealed record Range(string Field, string From, bool IncludeFrom, string To, bool IncludeTo) : LuceneQuery
    {
        public override bool Matches(SearchDocument document) =>
            !Field.StartsWith("user_metadata.", StringComparison.Ordinal)
            && document.Values(Field).Any(value => Above(value) && Below(value));

        private bool Above(string value) => From == "*" || (SearchDocument.Compare(value, From) is var order && (order > 0 || (order == 0 && IncludeFrom)));

        private bool Below(string value) => To == "*" || (SearchDocument.Compare(value, To) is var order && (order < 0 || (order == 0 && IncludeTo)));
    }
}
