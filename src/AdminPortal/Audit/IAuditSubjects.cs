namespace AdminPortal.Audit;

/// <summary>Says what the things are called that entries are about. The slices that own them know the audit, not the other way round.</summary>
public interface IAuditSubjects
{
    /// <summary>Of these subjects, those that are its own.</summary>
    Task<IReadOnlyDictionary<string, AuditSubject>> NameAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken);

    /// <summary>The subjects whose name holds this text, literally; at most <paramref name="most"/>, the newest.</summary>
    Task<IReadOnlyList<string>> FindAsync(string text, int most, CancellationToken cancellationToken);

    /// <summary>Entries as young as this are still needed, by a page that tells a story from them; null when none is.</summary>
    Task<DateTimeOffset?> NeededSinceAsync(CancellationToken cancellationToken);
}

/// <summary>What an entry is about, as a person knows it.</summary>
/// <param name="Name">An address for an invitation, the name of a team.</param>
/// <param name="Href">Where it is shown; null when nowhere.</param>
public sealed record AuditSubject(string Name, string? Href = null)
{
    /// <summary>Those of the subjects that can be the public id of something.</summary>
    public static IReadOnlyList<Guid> Ids(IEnumerable<string> subjects) => [.. subjects.Select(subject => Guid.TryParse(subject, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
}
