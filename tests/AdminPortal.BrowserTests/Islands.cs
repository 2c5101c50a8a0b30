using Microsoft.Playwright;

namespace AdminPortal.BrowserTests;

/// <summary>Tells when the interactive parts of a page have come to life.</summary>
public static class Islands
{
    // What an island shows before it is live is replaced by its first live rendering; the marks around it are taken away much earlier.
    private const string Remember = """
        document.addEventListener('DOMContentLoaded', () => {
            window.prerendered = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
            while (walk.nextNode()) {
                if (!walk.currentNode.textContent.startsWith('Blazor:{"type":"server"')) continue;
                let first = walk.currentNode.nextSibling;
                while (first?.nodeType === Node.TEXT_NODE && !first.textContent.trim()) first = first.nextSibling;
                if (first && first.nodeType !== Node.COMMENT_NODE) window.prerendered.push(first);
            }
        });
        """;

    private const string AllLive = """
        () => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
            while (walk.nextNode()) {
                if (walk.currentNode.textContent.startsWith('Blazor:{"type":"server"')) return false;
            }
            return window.prerendered?.every(node => !node.isConnected);
        }
        """;

    /// <summary>Lets every page of this browser remember what it showed before it was live.</summary>
    public static Task WatchAsync(IBrowserContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.AddInitScriptAsync(Remember);
    }

    /// <summary>Waits until no island is left that only stands there prerendered.</summary>
    public static Task UntilLiveAsync(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.WaitForFunctionAsync(AllLive);
    }
}
