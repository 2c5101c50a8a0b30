namespace AdminPortal.SignIn;

/// <summary>Reads what a browser calls itself: "Firefox on Windows". A claim of the browser's, good enough to tell two of one's own apart.</summary>
public static class BrowserName
{
    /// <summary>What stands there when nothing can be read.</summary>
    public const string Unknown = "Unknown browser";

    // In this order: most browsers name the ones they descend from as well.
    private static readonly (string Token, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("Opera", "Opera"), ("Vivaldi/", "Vivaldi"), ("SamsungBrowser/", "Samsung Internet"),
        ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];

    private static readonly (string Token, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Macintosh", "macOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"), ("X11", "Unix"),
    ];

    /// <summary>The browser and the system in plain words.</summary>
    public static string Of(string userAgent)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        var browser = First(Browsers, userAgent);
        var system = First(Systems, userAgent);
        return (browser, system) switch
        {
            ({ } name, { } on) => $"{name} on {on}",
            ({ } name, null) => name,
            (null, { } on) => $"{Unknown} on {on}",
            (null, null) => Unknown,
        };
    }

    private static string? First((string Token, string Name)[] known, string userAgent) =>
        Array.Find(known, it => userAgent.Contains(it.Token, StringComparison.Ordinal)).Name;
}
