using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Series;

/// <summary>
/// What a series' grain holds: its detectors and what is shown of it. Depends on its state, its settings and the samples alone, so that a
/// replay does the same.
/// </summary>
internal interface ISeriesModel
{
    SeriesSettings Settings { get; }

    /// <summary>Event time of the newest sample; <see cref="long.MinValue"/> where there is none.</summary>
    long LastSeen { get; }

    double LastValue { get; }

    PointRing Points { get; }

    int WarmUpNeeded { get; }

    int WarmUpSeen { get; }

    /// <summary>Applies a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="member">The member of a group that it is of; null where the series is no group.</param>
    ModelStep Apply(in SeriesSample sample, string? member);

    /// <summary>Notes that the alarm of the silence is raised.</summary>
    void NoteSilence();

    /// <summary>The detectors' state.</summary>
    byte[] Save();

    /// <summary>The same under other settings: a detector whose state still fits keeps it.</summary>
    ISeriesModel Under(SeriesSettings settings);

    /// <summary>Restores a series or a group, as the settings say; one without a payload is new.</summary>
    /// <exception cref="InvalidDataException">The payload was written by a newer program.</exception>
    static ISeriesModel Restore(SeriesSettings settings, ReadOnlySpan<byte> payload, byte[]? recent) =>
        settings.Group is null ? SeriesModel.Restore(settings, payload, recent) : GroupModel.Restore(settings, payload, recent);
}
