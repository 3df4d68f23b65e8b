namespace Anomaly.Producer.Commands;

/// <summary>What a command takes from the process around it.</summary>
internal sealed record Surroundings
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether a line of <see cref="Error"/> can be written over.</summary>
    public bool ErrorIsTerminal { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Func<string, string?> Environment { get; init; } = _ => null;

    public required string Folder { get; init; }

    public required string MachineName { get; init; }

    public static Surroundings OfProcess() => new()
    {
        // Buffered and flushed by the reporter: a flush a line would be the slowest part of a fast run.
        Out = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 64 * 1024),
        Error = Console.Error,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Environment = System.Environment.GetEnvironmentVariable,
        Folder = System.Environment.CurrentDirectory,
        MachineName = System.Environment.MachineName,
    };
}
