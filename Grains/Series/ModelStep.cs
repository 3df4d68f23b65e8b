using Anomaly.Detectors;

namespace Anomaly.Grains.Series;

/// <summary>What a sample did.</summary>
/// <param name="Points">How many points it added to what is shown.</param>
/// <param name="Alarms">The alarms that it raised; null for none.</param>
internal readonly record struct ModelStep(int Points, IReadOnlyList<Alarm>? Alarms);
