using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Grains.Series;

/// <summary>How a series is shown.</summary>
internal static class SeriesShown
{
    /// <summary>How a series stands by its model.</summary>
    public static SeriesStatus Status(string id, ISeriesModel model, long offset, int partition)
    {
        var seen = model.LastSeen != long.MinValue;
        return new SeriesStatus
        {
            Id = id,
            State = model.WarmUpSeen < model.WarmUpNeeded ? SeriesState.WarmingUp : SeriesState.Active,
            WarmUp = new WarmUp(model.WarmUpSeen, model.WarmUpNeeded),
            LastSeen = seen ? DateTimeOffset.FromUnixTimeMilliseconds(model.LastSeen) : null,
            LastValue = seen ? model.LastValue : null,
            Settings = model.Settings.Stamped.Text,
            SettingsVersion = model.Settings.Stamped.Version,
            Offset = offset,
            Partition = partition,
        };
    }
}
