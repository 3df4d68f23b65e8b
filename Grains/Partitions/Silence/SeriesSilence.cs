namespace Anomaly.Grains.Partitions.Silence;

/// <summary>A series whose silence is watched for. Times count from the session's start.</summary>
internal sealed class SeriesSilence(SeriesEntry entry)
{
    public SeriesEntry Entry { get; } = entry;

    /// <summary>When samples were last on their way to the series; when it was found, where none were.</summary>
    public TimeSpan Since { get; set; }

    /// <summary>After how long it is silent.</summary>
    public TimeSpan After { get; set; }

    /// <summary>Whether the series was told: it is not told again before samples come.</summary>
    public bool Told { get; set; }

    /// <summary>When it is looked at next.</summary>
    public TimeSpan Due { get; set; }
}
