namespace Anomaly.Detectors.Multivariate;

/// <summary>What was found in a vector.</summary>
/// <param name="TimestampMs">The vector's time.</param>
/// <param name="View">The view that it is rarest in.</param>
/// <param name="Measure">That view's measure.</param>
/// <param name="Rarity">How rare that is.</param>
/// <param name="Level">The rarity from which it is alarmed.</param>
/// <param name="Contributions">Each member's share of the measure; together 1.</param>
internal readonly record struct GroupFinding(long TimestampMs, GroupView View, double Measure, double Rarity, double Level, double[] Contributions);
