using Anomaly.Grains.Partitions;
using Microsoft.Extensions.Logging;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>What the owners log: goes into the trace; an exception that nobody injected is a fault of theirs.</summary>
internal sealed class SessionLog(Simulation simulation) : ILogger<PartitionGrain>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (simulation.IsTracing)
        {
            simulation.Note("  " + formatter(state, exception));
        }

        if (exception is not null)
        {
            simulation.NoteException(exception);
        }
    }
}
