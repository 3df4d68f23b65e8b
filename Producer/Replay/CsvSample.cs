namespace Anomaly.Producer.Replay;

/// <summary>A row of a recording.</summary>
internal readonly record struct CsvSample(DateTimeOffset Time, double Value);
