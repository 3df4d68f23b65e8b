namespace Anomaly.Producer.Simulation;

/// <summary>When anomalies are injected, in event time; each between the two ends, by chance.</summary>
/// <param name="FirstFrom">The first after this at the soonest.</param>
/// <param name="FirstTo">The first after this at the latest.</param>
/// <param name="GapFrom">The next after this at the soonest.</param>
/// <param name="GapTo">The next after this at the latest.</param>
public sealed record InjectionInterval(TimeSpan FirstFrom, TimeSpan FirstTo, TimeSpan GapFrom, TimeSpan GapTo);
