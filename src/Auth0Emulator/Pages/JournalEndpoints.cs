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
        var found = journal.All.Reverse().Where(entry => entry.Path.Contains(part, StringComparison.OrdinalIgnoreCase)).Take(Shown + 1).ToArray();
        return pages.SendAsync<JournalPage>(context, 200, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(JournalPage.Entries)] = found.Take(Shown).ToArray(),
            [nameof(JournalPage.More)] = found.Length > Shown,
            [nameof(JournalPage.PathPart)] = part,
        });
    }
}
