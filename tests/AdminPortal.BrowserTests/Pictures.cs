using Microsoft.Playwright;

namespace AdminPortal.BrowserTests;

/// <summary>Pictures of what the journeys see, for a person to judge; taken when PORTAL_PICTURES is 1, or names a folder.</summary>
public static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PORTAL_PICTURES") switch
    {
        null or "" or "0" => null,
        "1" => Path.Combine(ProjectFolder(), "pictures"),
        var named => Path.GetFullPath(named),
    };

    /// <summary>Whether somebody wants pictures.</summary>
    public static bool AreWanted => Folder is not null;

    /// <summary>Takes a picture of the whole page.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (Folder is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        }
    }

    private static string ProjectFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AdminPortal.BrowserTests.csproj")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
