using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Tests.Watches;

/// <summary>The owner of a series' partition, as the series knows it. The samples' values are their offsets.</summary>
internal sealed class SeriesOwner(IGrainFactory grains, string series, long epoch = 1)
{
    private readonly ISeriesFeed _series = grains.GetGrain(GrainId.Create("series", series)).AsReference<ISeriesFeed>();
    private long _position = -1;
    private bool _met;

    /// <summary>Applies samples; the first call brings the series' row.</summary>
    public async Task ApplyAsync(int count, SeriesRow? row = null, StampedSettings? settings = null)
    {
        if (!_met)
            _position = row?.Offset ?? -1;

        var samples = Enumerable.Range(1, count).Select(i => new SeriesSample(_position + i, 0, (_position + i) * 1000, _position + i)).ToArray();
        settings ??= _met ? null : WatchCluster.Settings;
        var reply = await _series.ApplyAsync(new SeriesCall
        {
            Session = new SessionId("metrics", 1, 3, epoch),
            Previous = _position,
            Samples = samples,
            SettingsVersion = (settings ?? WatchCluster.Settings).Version,
            Settings = settings?.Text,
            Payload = _met ? null : row?.Payload ?? [],
            Recent = _met ? null : row?.Recent,
        });
        Assert.Equal(SeriesOutcome.Applied, reply.Outcome);
        _position += count;
        _met = true;
    }

    /// <summary>The row that would be saved after samples from 0 to an offset.</summary>
    public static SeriesRow Row(string series, int offset)
    {
        var model = SeriesModel.Restore(SeriesSettings.Parse(WatchCluster.Settings.Text), default, null);
        for (var i = 0; i <= offset; i++)
            model.Apply(i * 1000, i);

        return new SeriesRow
        {
            SeriesId = series,
            Partition = 3,
            Epoch = 1,
            Offset = offset,
            Payload = model.Save(),
            Recent = model.Points.Save(),
            SettingsVersion = WatchCluster.Settings.Version,
        };
    }
}
