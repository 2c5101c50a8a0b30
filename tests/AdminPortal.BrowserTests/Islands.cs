using Microsoft.Playwright;

namespace AdminPortal.BrowserTests;

/// <summary>Tells when the interactive parts of a page have come to life.</summary>
public static class Islands
{
    // The button that invites is a link until its island is live; on pages without it the notices' island comes last.
    private const string AllLive = """
        () => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
            while (walk.nextNode()) {
                if (walk.currentNode.textContent.startsWith('Blazor:{"type":"server"')) return false;
            }
            return true;
        }
        """;

    /// <summary>Waits until no island is left that only stands there prerendered.</summary>
    public static Task UntilLiveAsync(IPage page) => page.WaitForFunctionAsync(AllLive);
}
