namespace AdminPortal.Data;

/// <summary>Lets one process at a time change the shape of a database file. The operating system takes it from a process that dies, so nothing is ever left over.</summary>
internal sealed class MigrationTurn : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    // What the systems call "somebody has it open": EAGAIN on Linux, EAGAIN on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;

    private MigrationTurn(FileStream file) => _file = file;

    /// <summary>Waits until no other process migrates <paramref name="database"/>; <paramref name="waits"/> is called once if one does.</summary>
    public static async Task<MigrationTurn> EnterAsync(string database, Action waits, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                // The empty file stays behind: whoever deletes it could take it from under one who has just opened it.
                return new MigrationTurn(new FileStream($"{database}.migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException busy) when (Taken.Contains(busy.HResult))
            {
                if (look == 1)
                {
                    waits();
                }

                // By the wall clock on purpose: another process is waited for.
                await Task.Delay(LookAgain, TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
