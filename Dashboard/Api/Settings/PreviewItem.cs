using Anomaly.Dashboard.Api.Series;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Api.Settings;

/// <summary>What settings would make of a series' recent points, if these came once more.</summary>
internal sealed record PreviewItem
{
    internal PreviewItem(SettingsPreview preview)
    {
        Points = [.. preview.Points.Select(point => new SeriesPoint(point))];
        Alarms = [.. preview.Alarms.Select(alarm => new PreviewedAlarmItem(alarm))];
    }

    /// <summary>The recent points as the methods would see them, oldest first.</summary>
    public IReadOnlyList<SeriesPoint> Points { get; }

    /// <summary>The alarms that would be raised, in order.</summary>
    public IReadOnlyList<PreviewedAlarmItem> Alarms { get; }
}
