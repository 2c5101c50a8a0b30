namespace AdminPortal.Testing;

/// <summary>A folder of a test's own that goes away with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const int MostTries = 5;

    /// <summary>Makes the folder.</summary>
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("adminportal-").FullName;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A save that a test broke off may still write its last file while the folder is emptied.
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return; // Gone already.
            }
            catch (IOException) when (tries < MostTries)
            {
                // Filled again in between: once more.
            }
        }
    }
}
