namespace Anomaly.Chaos.Reporting;

/// <summary>How often something came.</summary>
/// <param name="Group">What it is listed with.</param>
/// <param name="Name">What it is.</param>
/// <param name="Count">How often.</param>
/// <param name="Needed">Whether a long run without it fails.</param>
internal sealed record Tally(string Group, string Name, long Count, bool Needed = false);
