namespace Anomaly.Bench.Tests;

/// <summary>What a command did.</summary>
internal sealed record CommandResult(int ExitCode, string Out, string Error);
