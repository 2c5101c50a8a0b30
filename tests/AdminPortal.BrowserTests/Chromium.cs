using Microsoft.Playwright;

namespace AdminPortal.BrowserTests;

/// <summary>A browser. Journeys share one and run one after another: two at once would starve each other.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser.</summary>
    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);
        Assertions.SetDefaultExpectTimeout(20_000); // a small machine that also runs the portal and the tenant
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path ?? throw new InvalidOperationException("Chromium is missing: install it (Debian: apt-get install chromium), or set CHROMIUM to its path. tests/run does it by itself."),
            Args = Arguments,
        });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>Journeys.</summary>
[CollectionDefinition(nameof(ChromiumCollection), DisableParallelization = true)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;

/// <summary>What axe looks at in a wide window.</summary>
[CollectionDefinition(nameof(WideWindowCollection))]
public sealed class WideWindowCollection : ICollectionFixture<Chromium>;

/// <summary>What axe looks at in a narrow window.</summary>
[CollectionDefinition(nameof(NarrowWindowCollection))]
public sealed class NarrowWindowCollection : ICollectionFixture<Chromium>;
