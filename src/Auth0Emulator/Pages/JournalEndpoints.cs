using Auth0Emulator.Control;

namespace Auth0Emulator.Pages;

/// <summary>/emulator/journal.</summary>
public sealed class JournalEndpoints(Journal journal, PageRenderer pages)
{
    private const int Shown = 300;

    /// <summary>Maps the page.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/emulator/journal", ShowAsync);

    private Task ShowAsync(HttpContext context)
    {
        var part = context.Request.Query["path"].ToString();
        var found = journal.All.Reverse().Where(entry => Subject(entry).Contains(part, StringComparison.OrdinalIgnoreCase)).Take(Shown + 1).ToArray();
        return pages.SendAsync<JournalPage>(context, 200, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(JournalPage.Entries)] = found.Take(Shown).ToArray(),
            [nameof(JournalPage.More)] = found.Length > Shown,
            [nameof(JournalPage.PathPart)] = part,
        });
    }

    /// <summary>What the filter looks at: a request's path, a mail's address.</summary>
    private static string Subject(JournalEntry entry) => entry switch
    {
        JournalRequest request => request.Path,
        JournalMail mail => mail.To,
        _ => throw new InvalidOperationException($"{entry} is neither a request nor a mail."),
    };
}
