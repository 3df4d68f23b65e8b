namespace Anomaly.Detectors.Multivariate;

/// <summary>What a group's detector says of the vector that a sample closed.</summary>
/// <param name="Closed">Whether it closed one.</param>
/// <param name="TimestampMs">The vector's time: that of its newest sample.</param>
/// <param name="Rarity">How rare the vector is: 4 is one in 10,000 of the group's ordinary ones; 0 while that is not known.</param>
/// <param name="Level">The rarity from which it is alarmed.</param>
/// <param name="Alarm">The alarm; null where there is none.</param>
public readonly record struct GroupVerdict(bool Closed, long TimestampMs, double Rarity, double Level, Alarm? Alarm);
