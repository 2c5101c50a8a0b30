using Microsoft.Playwright;

namespace AdminPortal.BrowserTests;

/// <summary>Tells when the interactive parts of a page have come to life.</summary>
public static class Islands
{
    // What an island shows before it is live is replaced by its first live rendering, and so loses this mark; Blazor's own marks go much earlier.
    private const string Mark = """
        document.addEventListener('DOMContentLoaded', () => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
            while (walk.nextNode()) {
                if (!walk.currentNode.textContent.startsWith('Blazor:{"type":"server"')) continue;
                let first = walk.currentNode.nextSibling;
                while (first?.nodeType === Node.TEXT_NODE && !first.textContent.trim()) first = first.nextSibling;
                if (first?.nodeType === Node.ELEMENT_NODE) first.setAttribute('data-prerendered', '');
            }
        });
        """;

    private const string AllLive = """
        () => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
            while (walk.nextNode()) {
                if (walk.currentNode.textContent.startsWith('Blazor:{"type":"server"')) return false;
            }
            return !document.querySelector('[data-prerendered]');
        }
        """;

    /// <summary>Marks in this page what stands there before it is live; in a world of its own, so that no page's scripts or policies are concerned.</summary>
    public static async Task WatchAsync(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var protocol = await page.Context.NewCDPSessionAsync(page);
        await protocol.SendAsync("Page.enable");
        await protocol.SendAsync("Page.addScriptToEvaluateOnNewDocument", new Dictionary<string, object>(StringComparer.Ordinal) { ["source"] = Mark, ["worldName"] = "islands" });
    }

    /// <summary>Waits until no island is left that only stands there prerendered.</summary>
    public static Task UntilLiveAsync(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.WaitForFunctionAsync(AllLive);
    }
}
