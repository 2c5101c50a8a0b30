using System.Globalization;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace AdminPortal.BrowserTests;

/// <summary>What axe finds wrong with the pages it is shown, each in light and in dark; told together at the end.</summary>
internal sealed class Findings
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // The inbox shows mails in a frame without scripts, where axe would wait for ever; the mail is looked at by itself.
    private const string AllRules = """
        { iframes: false, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } },
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }
        """;

    // The same page in other colours: whatever else axe asks has been answered, and takes most of the time.
    private const string RulesAboutColour = "{ iframes: false, resultTypes: ['violations'], runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }";

    // Colours change in passing; half way, a text may stand out too little from what is behind it. What turns for ever is not waited for.
    private const string Settled = """
        () => Promise.all(document.getAnimations()
            .filter(motion => motion.effect.getComputedTiming().endTime !== Infinity)
            .map(motion => motion.finished.catch(() => {})))
        """;

    private readonly List<string> _found = [];

    /// <summary>Looks at what the visitor has before them.</summary>
    public async Task LookAsync(Visitor visitor, string name)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        await LookAsync(visitor.Page, name, "light", visitor.Options.Width, AllRules);
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await LookAsync(visitor.Page, name, "dark", visitor.Options.Width, RulesAboutColour);
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        if (await visitor.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.sheet')].some(sheet => sheet.scrollWidth > sheet.clientWidth)"))
        {
            _found.Add($"{name}: something sticks out of its sheet");
        }

        if (await visitor.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))
        {
            _found.Add($"{name}: the page scrolls sideways");
        }
    }

    /// <summary>Fails with everything that was found.</summary>
    public void DemandNone() => Assert.True(_found.Count == 0, $"{_found.Count} violation(s):\n{string.Join('\n', _found)}");

    private async Task LookAsync(IPage page, string name, string colours, int width, string rules)
    {
        await page.EvaluateAsync(Settled);
        await Pictures.TakeAsync(page, string.Create(CultureInfo.InvariantCulture, $"page-{name}-{width}-{colours}"));
        if (await page.EvaluateAsync<bool>("() => !window.axe"))
        {
            await page.EvaluateAsync(Axe);
        }

        var violations = await page.EvaluateAsync<string[]>($$"""
            async () => (await axe.run(document, {{rules}})).violations.flatMap(
                rule => rule.nodes.map(node => `${rule.id} (${rule.help}) at ${node.target}\n    ${node.html}`))
            """);
        _found.AddRange(violations.Select(violation => $"{name}, {colours}: {violation}"));
    }
}
