using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Anomaly.Streaming.Kafka.Tests.Silos;

/// <summary>Keeps what the provider logged, by event id.</summary>
public sealed class LogBook : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Message)> _entries = [];

    public int Count(int id) => _entries.Count(entry => entry.Id == id);

    public IEnumerable<string> Messages(int id) => _entries.Where(entry => entry.Id == id).Select(entry => entry.Message);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is >= 3000 and < 3100) _entries.Enqueue((eventId.Id, formatter(state, exception)));
    }

    public void Dispose()
    {
        // Read after the silo's end.
    }
}
