using System.Text.Json;
using System.Text.Json.Serialization;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Api.Series;

/// <summary>A series with its settings and newest points.</summary>
internal sealed record SeriesDetail : SeriesItem
{
    /// <summary>What the database knows; <paramref name="status"/> is null where the grain did not answer.</summary>
    internal SeriesDetail(SeriesInfo info, ResolvedSettings? settings, SeriesStatus? status, IReadOnlyList<ScoredPoint> points)
        : base(info, settings)
    {
        Points = [.. points.Select(point => new SeriesPoint(point))];
        // What the next sample meets; the series itself says the same once it has come.
        Settings = (settings?.Settings ?? status?.Settings) is { } text ? FreeObject.Parse(text) : null;
        if (status is null || status.State == SeriesState.Unknown)
            return;

        var newer = status.LastSeen > info.LastSeen;
        State = info.State == SeriesState.Silent && !newer ? SeriesState.Silent : status.State;
        WarmUp = new SeriesWarmUp(status.WarmUp.Seen, status.WarmUp.Needed);
        if (newer)
        {
            LastSeen = status.LastSeen!.Value;
            LastValue = Finite.Nearest(status.LastValue ?? info.LastValue);
        }

        if (status.Offset >= 0)
            Positions = [new SeriesPosition(status.Partition, status.Offset)];
    }

    /// <summary>The settings in force: the methods, and an object for each; null where neither the settings nor the series could be reached.</summary>
    [JsonPropertyOrder(1)] public JsonElement? Settings { get; }

    /// <summary>The newest scored points, oldest first; empty where the series did not answer in time.</summary>
    [JsonPropertyOrder(2)] public IReadOnlyList<SeriesPoint> Points { get; }
}
