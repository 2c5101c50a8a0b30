using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AdminPortal.Testing;

/// <summary>A built program of this repository in a process of its own, with what it says.</summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Interrupted = 2;
    private const int Terminated = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => _process = process;

    /// <summary>Its number, which stays the same whatever it was started through.</summary>
    public int Id => _process.Id;

    /// <summary>Every line it has written so far, to either stream.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Everything it has written so far.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>Starts <paramref name="program"/>, such as <c>AdminPortal</c>, with exactly these settings: nothing of the surroundings reaches it.</summary>
    public static ChildProcess Start(string program, IReadOnlyDictionary<string, string?> settings, params string[] arguments) => StartThrough([], program, settings, arguments);

    /// <summary>The same through a command that prepares the surroundings and then becomes the program, such as <c>setpriv</c>.</summary>
    public static ChildProcess StartThrough(IReadOnlyList<string> launcher, string program, IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(launcher);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(arguments);
        string[] command = [.. launcher, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet"];
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in command.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program + ".dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name is "DOTNET_ENVIRONMENT").ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, line) => child.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => child.Hear(line.Data);
        process.Exited += (_, _) => child.Hear(null);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Returns the first line that contains <paramref name="text"/>, once it comes.</summary>
    public async Task<string> LineAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            Task said;
            lock (_gate)
            {
                if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }

                said = _said.Task;
            }

            if (_process.HasExited)
            {
                await _process.WaitForExitAsync(patience.Token); // and for its last words
                throw new InvalidOperationException($"It ended ({_process.ExitCode}) before it said \"{text}\":\n{Text}");
            }

            try
            {
                await said.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"It never said \"{text}\":\n{Text}", late);
            }
        }
    }

    /// <summary>Waits for its end and returns the exit code.</summary>
    public async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Takes it away between two instructions, as a power cut does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>What Ctrl+C does; where a script in the background has told its children not to listen to that, what the end of a service does.</summary>
    public void Interrupt() => Send(IgnoresInterrupts() ? Terminated : Interrupted);

    /// <summary>Asks it to end, as a service or a container is asked (SIGTERM).</summary>
    public void Terminate() => Send(Terminated);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Send(int signal)
    {
        if (Signal(_process.Id, signal) != 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Process {_process.Id} could not be sent signal {signal}."));
        }
    }

    private bool IgnoresInterrupts()
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status");
        var ignored = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) : null;
        return ignored is not null && (ulong.Parse(ignored["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Interrupted - 1))) != 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    private void Hear(string? line)
    {
        TaskCompletionSource said;
        lock (_gate)
        {
            if (line is not null)
            {
                _lines.Add(line);
            }

            said = _said;
            _said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        said.TrySetResult();
    }
}
