namespace Auth0Emulator.Tenant;

/// <summary>Keeps a folder for one program: two that write into the same one would take back each other's changes. A program that is killed lets go of it.</summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream _held;

    private FolderLock(FileStream held) => _held = held;

    /// <summary>Takes the folder, making it when it isn't there; <paramref name="file"/> in it is what programs compete for.</summary>
    /// <exception cref="FolderInUseException">Another program has it.</exception>
    /// <exception cref="InvalidDataException">It can't be written.</exception>
    public static FolderLock Take(string folder, string file)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FolderLock(new FileStream(Path.Combine(folder, file), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (IsTaken(taken))
        {
            throw new FolderInUseException(folder, taken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"The folder {folder} can't be used: {problem.Message} Choose another folder, or make this one readable and writable.", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    // .NET keeps the operating system's own number: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsTaken(IOException problem) => problem.HResult is 11 or 35 or unchecked((int)0x80070020);
}

/// <summary>Another program keeps its state in the folder.</summary>
public sealed class FolderInUseException(string folder, Exception inner) : IOException(
    $"The folder {folder} is in use by another local tenant. Stop that one, or choose another folder with --folder.", inner)
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;
}
