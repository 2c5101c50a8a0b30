using System.Collections.Concurrent;
using System.Globalization;
using AdminPortal.BrowserTests.Pages;
using Microsoft.Playwright;

namespace AdminPortal.BrowserTests;

/// <summary>Somebody with a browser of their own; notes everything a page complains about.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentDictionary<string, bool> _refusedOnPurpose = new(StringComparer.Ordinal);
    private bool _liveConnectionEnds;
    private readonly bool _live;

    private Visitor(IBrowserContext context, IPage page, Uri portal, Uri tenant, VisitorOptions options)
    {
        _context = context;
        _live = options.Live;
        Page = page;
        Portal = portal;
        Tenant = tenant;
        Options = options;
        Listen(page);
    }

    /// <summary>How they came.</summary>
    public VisitorOptions Options { get; }

    /// <summary>Where the portal is.</summary>
    public Uri Portal { get; }

    /// <summary>Where the tenant is.</summary>
    public Uri Tenant { get; }

    /// <summary>The page they look at.</summary>
    public IPage Page { get; }

    /// <summary>Console errors, script errors and violations of the content security policy.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>The tenant's sign-in.</summary>
    public LoginPage Login => new(Page);

    /// <summary>The page behind the link in a mail.</summary>
    public SetPasswordPage SetPassword => new(Page);

    /// <summary>The tenant's inbox.</summary>
    public InboxPage Inbox => new(Page, Tenant);

    /// <summary>The list of invitations.</summary>
    public InvitationsPage Invitations => new(Page, Portal, _live);

    /// <summary>Opens a browser.</summary>
    public static async Task<Visitor> ComeAsync(IBrowser browser, Uri portal, Uri tenant, VisitorOptions options)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = options.Width, Height = options.Height },
            ColorScheme = options.Colours,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(20_000);
        if (!options.Live)
        {
            await context.RouteAsync("**/_blazor**", route => route.AbortAsync());
        }

        var page = await context.NewPageAsync();
        await Islands.WatchAsync(page);
        return new Visitor(context, page, portal, tenant, options);
    }

    /// <summary>Opens an address of the portal, or an absolute one; <paramref name="status"/> is what it should answer.</summary>
    public async Task OpenAsync(string address, int status = 200)
    {
        var target = new Uri(Portal, address);
        if (status >= 400)
        {
            _refusedOnPurpose[target.AbsoluteUri] = true;
        }

        var response = await Page.GotoAsync(target.AbsoluteUri);
        Assert.Equal(status, response?.Status);
    }

    /// <summary>Opens an address of the portal in a second tab of the same browser, and waits until its islands are live.</summary>
    public async Task<IPage> AnotherTabAsync(string address)
    {
        var tab = await _context.NewPageAsync();
        Listen(tab);
        await Islands.WatchAsync(tab);
        await tab.GotoAsync(new Uri(Portal, address).AbsoluteUri);
        await Islands.UntilLiveAsync(tab);
        return tab;
    }

    /// <summary>Opens the link of a mail that must not work any more, and sees a page that says so and asks for nothing.</summary>
    public async Task OpenDeadLinkAsync(string link)
    {
        await OpenAsync(link, status: 400);
        await Assertions.Expect(SetPassword.Heading).ToBeVisibleAsync();
        await Assertions.Expect(SetPassword.Button).ToBeHiddenAsync();
    }

    /// <summary>Expects a refusal: the browser reports it on the console although it is the right answer.</summary>
    public void ExpectRefusal(string address) => _refusedOnPurpose[new Uri(Portal, address).AbsoluteUri] = true;

    /// <summary>Expects the live connection to be refused from now on, as it is once the session is over; the browser reports each try on the console.</summary>
    public void ExpectTheLiveConnectionToEnd() => _liveConnectionEnds = true;

    /// <summary>Waits until the page's islands are live.</summary>
    public Task UntilLiveAsync() => Islands.UntilLiveAsync(Page);

    /// <summary>Writes a picture when somebody asked for pictures.</summary>
    public Task PictureAsync(string name) => Pictures.TakeAsync(
        Page, string.Create(CultureInfo.InvariantCulture, $"{name}-{Options.Width}-{Options.Colours.ToString().ToLowerInvariant()}"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Listen(IPage page)
    {
        page.PageError += (_, error) =>
        {
            if (_live)
            {
                _complaints.Enqueue($"{page.Url}: {error}");
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsExpected(message))
            {
                _complaints.Enqueue($"{page.Url}: {message.Text} ({message.Location})");
            }
        };
    }

    // A page that is rightly answered with 404 or 403 is reported by the browser as a failed resource. Without the live
    // connection the script reports that it can't connect, which is what was asked for.
    private bool IsExpected(IConsoleMessage message) =>
        !_live
        || (_liveConnectionEnds && (message.Text + message.Location).Contains("blazor", StringComparison.Ordinal))
        || (message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            && _refusedOnPurpose.Keys.Any(address => message.Location.Contains(address, StringComparison.Ordinal)));
}
