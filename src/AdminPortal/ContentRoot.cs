namespace AdminPortal;

/// <summary>Finds the folder that the customer fixed appsettings.json and wwwroot in.</summary>
internal static class ContentRoot
{
    // The nearest folder at or above the program that holds appsettings.json and wwwroot:
    // the repository root for a build, the publish folder for a published program.
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "appsettings.json")) && Directory.Exists(Path.Combine(folder.FullName, "wwwroot")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
