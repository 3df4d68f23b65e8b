namespace Anomaly.Dashboard.Tests.Front;

/// <summary>How a test's grain is watched.</summary>
/// <param name="Watchers">Watchers now.</param>
/// <param name="Asked">How often a watch was begun or prolonged.</param>
[GenerateSerializer, Immutable, Alias("anomaly.test.watches")]
public readonly record struct WatchCounts([property: Id(0)] int Watchers, [property: Id(1)] int Asked);
