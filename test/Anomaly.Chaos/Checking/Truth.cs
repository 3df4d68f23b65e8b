namespace Anomaly.Chaos.Checking;

/// <summary>What must be in the database: an independent pass over the log with the detectors alone, in offset order.</summary>
internal sealed class Truth
{
    /// <summary>Records in the log.</summary>
    public long Records { get; private set; }

    /// <summary>Samples in them.</summary>
    public long Samples { get; private set; }

    public Dictionary<string, SeriesTruth> Series { get; } = new(StringComparer.Ordinal);

    public List<(AnomalyIdentity Identity, AnomalyFacts Facts)> Anomalies { get; } = [];

    public HashSet<(int Partition, long Offset)> DeadLetters { get; } = [];

    public static Truth Compute(TopicLog log)
    {
        var truth = new Truth();
        foreach (var record in log.ReadAll())
        {
            truth.Add(record);
        }

        return truth;
    }

    private void Add(in LogRecord record)
    {
        Records++;
        if (RecordText.Read(record.Value) is not { } samples)
        {
            DeadLetters.Add((record.Partition, record.Offset));
            return;
        }

        Samples += samples.Count;
        foreach (var sample in samples)
        {
            if (!Series.TryGetValue(sample.Series, out var series))
            {
                series = new SeriesTruth(record.Partition);
                Series.Add(sample.Series, series);
            }

            foreach (var alarm in series.Observe(record.Offset, sample))
            {
                var identity = new AnomalyIdentity(sample.Series, alarm.Method, record.Partition, record.Offset, sample.Index, alarm.TimestampMs);
                Anomalies.Add((identity, new AnomalyFacts(
                    alarm.Value, alarm.Threshold, alarm.Score, alarm.ZScore, alarm.Expected, alarm.Lower, alarm.Upper,
                    Word(alarm.Severity), Word(alarm.Direction), alarm.Reason)));
            }
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
