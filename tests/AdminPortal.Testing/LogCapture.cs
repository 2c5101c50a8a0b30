using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Testing;

/// <summary>Keeps every line the portal logs, with its named values and exceptions, so that a test can look for what must or must not stand there.</summary>
public sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = [];

    /// <summary>Every line so far, oldest first.</summary>
    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>Everything as one text.</summary>
    public string Text => string.Join('\n', _lines.Select(line => line.ToString()));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The lines outlive the portal on purpose: tests read them after it has stopped.
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            ArgumentNullException.ThrowIfNull(formatter);
            var values = state is IReadOnlyList<KeyValuePair<string, object?>> pairs
                ? string.Join(", ", pairs.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")))
                : "";
            lines.Enqueue(new LogLine(logLevel, category, formatter(state, exception), values, exception?.ToString()));
        }
    }
}

/// <summary>One line of the log; <paramref name="Values"/> are the named values it was made of.</summary>
public sealed record LogLine(LogLevel Level, string Category, string Message, string Values, string? Exception)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Level} {Category}: {Message} [{Values}] {Exception}";
}
