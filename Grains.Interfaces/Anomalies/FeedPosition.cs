namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>A place in the live feed.</summary>
/// <param name="Activation">Which life of the feed the number belongs to; the feed counts anew after its silo died.</param>
/// <param name="Number">The number of an event.</param>
[GenerateSerializer, Immutable, Alias("anomaly.feed.position")]
public readonly record struct FeedPosition([property: Id(0)] Guid Activation, [property: Id(1)] long Number);
