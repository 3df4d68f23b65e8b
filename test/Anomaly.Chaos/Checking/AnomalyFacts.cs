namespace Anomaly.Chaos.Checking;

/// <summary>What else an anomaly says.</summary>
internal readonly record struct AnomalyFacts(
    double Value, double Threshold, double Score, double? ZScore, double? Expected, double? Lower, double? Upper, string Severity, string Direction, string Reason);
