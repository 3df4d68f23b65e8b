using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>An anomaly with all that explains it.</summary>
internal record AnomalyItem
{
    internal AnomalyItem(AnomalyRecord record)
    {
        Id = record.Id;
        MetricName = record.MetricName;
        Labels = record.Labels;
        Timestamp = record.Timestamp;
        DetectedAt = record.DetectedAt;
        Value = Finite.Nearest(record.Value);
        Threshold = Finite.Nearest(record.Threshold);
        Status = record.Status;
        DetectionMethod = record.DetectionMethod;
        AnomalyScore = Finite.Nearest(record.AnomalyScore);
        ZScore = Finite.OrNull(record.ZScore);
        Expected = Finite.OrNull(record.Expected);
        Lower = Finite.OrNull(record.Lower);
        Upper = Finite.OrNull(record.Upper);
        Severity = record.Severity;
        Direction = record.Direction;
        Reason = record.Reason;
        IncidentId = record.IncidentId;
        Context = FreeObject.Parse(record.Context);
        Config = FreeObject.Parse(record.Config);
        var source = record.Source;
        Source = new AnomalySource(source.Topic, source.Epoch, source.Partition, source.Offset, source.Index);
    }

    /// <summary>The same sample, method and series always give the same id: ignore repeats by it.</summary>
    public Guid Id { get; }

    /// <summary>The series' id.</summary>
    public string MetricName { get; }

    /// <summary>The series' labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>The event time of the sample that the anomaly is about.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>When the service decided.</summary>
    public DateTimeOffset DetectedAt { get; }

    /// <summary>The value of the sample that the anomaly is about.</summary>
    public double Value { get; }

    /// <summary>What the method compared with: a distance for the moving average, a z-score for the isolation forest.</summary>
    public double Threshold { get; }

    /// <summary>What people made of it.</summary>
    public AnomalyStatus Status { get; }

    /// <summary>The method, such as moving_average, isolation_forest or silence.</summary>
    public string DetectionMethod { get; }

    /// <summary>The method's own score; larger is more anomalous.</summary>
    public double AnomalyScore { get; }

    /// <summary>The score in standard deviations, where the method has one.</summary>
    public double? ZScore { get; }

    /// <summary>The value that the method expected, where it has one.</summary>
    public double? Expected { get; }

    /// <summary>The lower end of the band that would not have alarmed, where the method has one.</summary>
    public double? Lower { get; }

    /// <summary>The upper end of the band that would not have alarmed, where the method has one.</summary>
    public double? Upper { get; }

    /// <summary>How bad it is.</summary>
    public AnomalySeverity Severity { get; }

    /// <summary>On which side of the expectation the value lies.</summary>
    public AnomalyDirection Direction { get; }

    /// <summary>One sentence that says why.</summary>
    public string Reason { get; }

    /// <summary>The incident that the anomaly belongs to, where there is one.</summary>
    public Guid? IncidentId { get; }

    /// <summary>What the method saw when it decided; its fields are the method's own.</summary>
    public JsonElement Context { get; }

    /// <summary>The settings that it decided with; its fields are the method's own.</summary>
    public JsonElement Config { get; }

    /// <summary>Where in the Kafka log the sample stands.</summary>
    public AnomalySource Source { get; }
}
