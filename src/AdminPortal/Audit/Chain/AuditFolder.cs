using System.Security.Cryptography;
using System.Text;
using AdminPortal.Data;

namespace AdminPortal.Audit;

/// <summary>The folder beside the database that holds the key of the chain and the anchor of its head, for its owner alone.</summary>
internal sealed class AuditFolder(string path)
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>The secret the seals are made with.</summary>
    public string KeyFile => System.IO.Path.Combine(Path, "key");

    /// <summary>Number and seal of the newest entry.</summary>
    public string AnchorFile => System.IO.Path.Combine(Path, "anchor");

    /// <summary>Put there by an operator who wants the chain to begin anew: taken away by the start that does it.</summary>
    public string BeginAnewFile => System.IO.Path.Combine(Path, "begin-anew");

    /// <summary>The folder the settings name, or the one beside the database file; null when there is no such file.</summary>
    public static AuditFolder? Find(AuditOptions options, IConfiguration configuration, IHostEnvironment environment) =>
        options.Folder.Trim() is { Length: > 0 } set
            ? new AuditFolder(System.IO.Path.GetFullPath(set, environment.ContentRootPath))
            : DatabaseFile.Of(configuration, environment) is { } file ? new AuditFolder($"{file}.audit") : null;

    /// <summary>Why it can't be used, in one line with the cure; null when it can, or is still to be made.</summary>
    public string? Trouble()
    {
        if (File.Exists(Path))
        {
            return $"Audit:Folder is \"{Path}\", which is a file: name a folder.";
        }

        if (!Directory.Exists(Path))
        {
            return null;
        }

        if (IsOpenToOthers(Path))
        {
            return $"Audit:Folder is \"{Path}\", which others may look into: chmod 700 \"{Path}\"";
        }

        return new[] { KeyFile, AnchorFile }.FirstOrDefault(file => File.Exists(file) && IsOpenToOthers(file)) is { } open
            ? $"Audit:Folder holds \"{open}\", which others may read: chmod 600 \"{open}\""
            : null;
    }

    /// <summary>The key; null when there is none.</summary>
    /// <exception cref="IOException">It is there and can't be read, or is no key.</exception>
    public AuditKey? ReadKey()
    {
        try
        {
            var text = File.ReadAllText(KeyFile).Trim();
            return text.Length == AuditKey.Length * 2 && text.All(char.IsAsciiHexDigit)
                ? new AuditKey(Convert.FromHexString(text))
                : throw new IOException($"{KeyFile} is no key of an audit chain.");
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Makes a key. Of two processes that do so at once, both end with the same one.</summary>
    public AuditKey MakeKey()
    {
        Make();
        var drawn = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AuditKey.Length));
        var beside = Beside(KeyFile, drawn);
        try
        {
            File.Move(beside, KeyFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(KeyFile))
        {
            File.Delete(beside);
        }

        return ReadKey() ?? throw new IOException($"{KeyFile} is gone as soon as it was written.");
    }

    /// <summary>Replaces a file as a whole: after a power cut either the old or the new text stands there.</summary>
    public void Replace(string file, string text)
    {
        Make();
        File.Move(Beside(file, text), file, overwrite: true);
    }

    private static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) is not UnixFileMode.None;

    private void Make()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, OwnersFolder);
        }
    }

    private static string Beside(string file, string text)
    {
        var beside = $"{file}.{System.IO.Path.GetRandomFileName()}";
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OwnersFile;
        }

        try
        {
            using var stream = new FileStream(beside, how);
            stream.Write(Encoding.ASCII.GetBytes(text));
            stream.Flush(flushToDisk: true);
            return beside;
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
