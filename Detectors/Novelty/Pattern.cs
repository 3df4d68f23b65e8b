namespace Anomaly.Detectors.Novelty;

/// <summary>Three blocks that follow each other.</summary>
internal readonly record struct Pattern(float First, float Middle, float Last);
