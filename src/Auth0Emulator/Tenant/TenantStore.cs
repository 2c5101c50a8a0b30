using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Auth0Emulator.Tenant;

/// <summary>Keeps the tenant in a folder: one file, written beside and renamed over the old one, so that a crash leaves either the old or the new.</summary>
public sealed class TenantStore(TenantState state, string? folder) : IDisposable
{
    /// <summary>What tenants compete for in a folder.</summary>
    public const string LockFile = "tenant.lock";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SemaphoreSlim _writing = new(1, 1);
    private FolderLock? _lock;
    private long _savedVersion = -1;

    private string Path => System.IO.Path.Combine(folder!, "tenant.json");

    /// <summary>Keeps the folder for this tenant until it is disposed of.</summary>
    /// <exception cref="FolderInUseException">Another tenant has it.</exception>
    /// <exception cref="InvalidDataException">It can't be used.</exception>
    public void Take() => _lock = folder is null ? null : FolderLock.Take(folder, LockFile);

    /// <summary>What was kept, or null when there is nothing yet.</summary>
    /// <exception cref="InvalidDataException">The file can't be read as a tenant.</exception>
    public TenantData? Load(string address)
    {
        if (folder is null || !File.Exists(Path))
        {
            return null;
        }

        try
        {
            var text = File.ReadAllText(Path);
            var kept = Read(text);
            if (kept.Address != address)
            {
                // The tenant's addresses stand in callbacks, grants and old mails; a tenant that moved to another port takes them along.
                kept = Read(Moved(text, kept.Address, address));
            }

            return kept.Tenant;
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{Path} is not a tenant this version can read ({problem.Message}). Delete it to start with a fresh tenant.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unusable(problem);
        }
    }

    /// <summary>The tenant's signing key as it was kept.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public SigningKey Restore(KeptSigningKey kept)
    {
        try
        {
            return SigningKey.Restore(kept);
        }
        catch (Exception problem) when (folder is not null && problem is (ArgumentException or FormatException or CryptographicException))
        {
            throw new InvalidDataException($"The signing key in {Path} is damaged. Delete it to start with a fresh tenant.", problem);
        }
    }

    /// <summary>Saves what a start has filled in, and so finds out whether the folder can be written.</summary>
    /// <exception cref="InvalidDataException">It can't.</exception>
    public async Task SaveFirstAsync(string address)
    {
        try
        {
            await SaveAsync(address).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unusable(problem);
        }
    }

    /// <summary>Returns once everything that had changed is on disk; callers that come together share one write.</summary>
    public async Task SaveAsync(string address)
    {
        if (folder is null)
        {
            return;
        }

        var wanted = state.Version;
        if (Interlocked.Read(ref _savedVersion) >= wanted)
        {
            return;
        }

        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_savedVersion < wanted)
            {
                await WriteAsync(address).ConfigureAwait(false);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock?.Dispose();
        _writing.Dispose();
    }

    private static KeptTenant Read(string text) => JsonSerializer.Deserialize<KeptTenant>(text, Format) is { Address: not null, Tenant: not null } kept
        ? kept
        : throw new JsonException("It holds no tenant.");

    // A longer port that begins with ours is somebody else's.
    private static string Moved(string text, string from, string to) =>
        Regex.Replace(text, Regex.Escape(from) + "(?![0-9])", to.Replace("$", "$$", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private InvalidDataException Unusable(Exception problem) =>
        new($"The folder {folder} can't be used: {problem.Message} Choose another folder, or make this one readable and writable.", problem);

    private async Task WriteAsync(string address)
    {
        var (version, json) = state.Snapshot(tenant => JsonSerializer.SerializeToUtf8Bytes(new KeptTenant(address, tenant), Format));
        Directory.CreateDirectory(folder!);
        var beside = Path + ".new";
        await using (var file = new FileStream(beside, OnlyForOwner()))
        {
            await file.WriteAsync(json).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, Path, overwrite: true);
        Interlocked.Exchange(ref _savedVersion, version);
    }

    // The signing key and the refresh tokens stand in it.
    private static FileStreamOptions OnlyForOwner()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private sealed record KeptTenant(string Address, TenantData Tenant);
}
