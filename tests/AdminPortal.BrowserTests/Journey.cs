using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace AdminPortal.BrowserTests;

/// <summary>The real portal and a real tenant on loopback ports, and browsers that walk through them. Ends by demanding that no page complained.</summary>
public sealed class Journey : IAsyncDisposable
{
    private readonly Chromium _chromium;
    private readonly List<Visitor> _visitors = [];

    private Journey(Chromium chromium, PortalHost portal)
    {
        _chromium = chromium;
        Portal = portal;
    }

    /// <summary>Settings with which a page stays signed in while days pass.</summary>
    public static IReadOnlyDictionary<string, string?> LongSessions { get; } =
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["SignIn:IdleLifetime"] = "30.00:00:00", ["SignIn:AbsoluteLifetime"] = "30.00:00:00" };

    /// <summary>The portal.</summary>
    public PortalHost Portal { get; }

    /// <summary>The tenant.</summary>
    public LocalTenant Tenant => Portal.Tenant;

    /// <summary>Starts portal and tenant; not in Development, whose error pages are not the product's.</summary>
    public static async Task<Journey> BeginAsync(Chromium chromium, PortalHostOptions? options = null) =>
        new(chromium, await PortalHost.StartAsync((options ?? new()) with { RealPort = true, Environment = "Staging" }));

    /// <summary>Somebody with a browser of their own.</summary>
    public async Task<Visitor> VisitorAsync(VisitorOptions? options = null)
    {
        var visitor = await Visitor.ComeAsync(_chromium.Browser, Portal.Address, Tenant.Address, options ?? new());
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Somebody who has signed in to the portal and stands on its home page.</summary>
    public async Task<Visitor> SignedInAsync(string email, VisitorOptions? options = null)
    {
        var visitor = await VisitorAsync(options);
        await visitor.OpenAsync("/");
        await visitor.Login.SignInAsync(email);
        await visitor.Page.WaitForURLAsync(address => address.StartsWith(Portal.Address.ToString(), StringComparison.Ordinal));
        return visitor;
    }

    /// <summary>The tenant's time and the portal's, moved on together.</summary>
    public void TimePasses(TimeSpan by)
    {
        Tenant.Clock.MoveBy(by);

        // What the portal would have gone on reading meanwhile; otherwise nobody would be known as admin until its next look.
        Portal.LearnFromTenant();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var complaints = new List<string>();
        foreach (var visitor in _visitors)
        {
            complaints.AddRange(visitor.Complaints);
            await visitor.DisposeAsync();
        }

        await Portal.DisposeAsync();
        complaints.AddRange(Portal.Log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.ToString()));
        Assert.True(complaints.Count == 0, $"Pages complained on the console, or the portal in its log:\n{string.Join('\n', complaints)}");
    }
}

/// <summary>How a visitor comes.</summary>
public sealed record VisitorOptions
{
    /// <summary>Width of the window.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Height of the window.</summary>
    public int Height { get; init; } = 800;

    /// <summary>What their system asks for.</summary>
    public ColorScheme Colours { get; init; } = ColorScheme.Light;

    /// <summary>Whether the live connection gets through; without it pages are plain HTML.</summary>
    public bool Live { get; init; } = true;
}
