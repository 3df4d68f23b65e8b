using Anomaly.Detectors;

namespace Anomaly.Bench.Backtest;

/// <summary>What a method made of a file.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Scores">The score of each point; NaN where it has none.</param>
/// <param name="Alarms">The alarms that would have been raised, in the order of their points.</param>
/// <param name="Nanoseconds">How long the method took for a sample.</param>
internal sealed record MethodResult(string Method, double[] Scores, IReadOnlyList<Alarm> Alarms, double Nanoseconds);
