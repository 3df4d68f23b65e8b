using Anomaly.Grains.Settings;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Series;

/// <summary>Samples of one series, in offset order, or that none come, from the owner of their partition. One is outstanding a series.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.series.call")]
internal sealed class SeriesCall
{
    /// <summary>The owner's session.</summary>
    [Id(0)] public required SessionId Session { get; init; }

    /// <summary>The position that the series must have: the offset last acknowledged; −1 at the log's start.</summary>
    [Id(1)] public required long Previous { get; init; }

    /// <summary>The samples.</summary>
    [Id(2)] public required SeriesSample[] Samples { get; init; }

    /// <summary>The settings to apply them with.</summary>
    [Id(3)] public required long SettingsVersion { get; init; }

    /// <summary>The settings' text; null where the series has that version already.</summary>
    [Id(4)] public string? Settings { get; init; }

    /// <summary>On first contact in a session: the series' durable state as of <see cref="Previous"/> (empty for a new series). Else null.</summary>
    [Id(5)] public byte[]? Payload { get; init; }

    /// <summary>On first contact: the recent points, where there are any.</summary>
    [Id(6)] public byte[]? Recent { get; init; }

    /// <summary>Whether a snapshot is wanted.</summary>
    [Id(7)] public SnapshotWish Wish { get; init; }

    /// <summary>For how long no sample came, where the owner says that the series is silent; the call then has no samples, and the position stays.</summary>
    [Id(8)] public TimeSpan? Silent { get; init; }

    /// <summary>Where the series is a group: the id of the member that each sample is of. Else null.</summary>
    [Id(9)] public string[]? Members { get; init; }

    /// <summary>Which life of the series in the session it is for: a later one is another series by the same name, which begins with its own first contact.</summary>
    [Id(10)] public int Life { get; init; }

    /// <summary>The same call once more, with the series' durable state.</summary>
    public SeriesCall Again(SeriesRow row, StampedSettings settings) => new()
    {
        Session = Session,
        Previous = Previous,
        Samples = Samples,
        SettingsVersion = settings.Version,
        Settings = settings.Text,
        Payload = row.Payload,
        Recent = row.Recent,
        Wish = Wish,
        Silent = Silent,
        Members = Members,
        Life = Life,
    };

    /// <summary>The position that the series has after the call.</summary>
    public long Position => Samples.Length > 0 ? Samples[^1].Offset : Previous;

    /// <summary>The first offset that the call has an effect at.</summary>
    public long First => Samples.Length > 0 ? Samples[0].Offset : Previous;
}
