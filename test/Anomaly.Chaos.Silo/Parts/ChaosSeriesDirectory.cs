using Anomaly.Chaos.Silo.Faults;
using Anomaly.Grains.Series;

namespace Anomaly.Chaos.Silo.Parts;

/// <summary>Gives out series whose calls meet faults. To a stray one the owner does not say where it lives, so that it stays away.</summary>
internal sealed class ChaosSeriesDirectory(ISeriesDirectory inner, CallFaults faults, ChaosSettings settings) : ISeriesDirectory
{
    public ISeriesFeed Get(string seriesId) => new ChaosSeriesFeed(seriesId, inner.Get(seriesId), settings.IsStray(seriesId) ? null : inner, faults);

    public Task<SeriesReply> ContactAsync(ISeriesFeed series, SeriesCall call) => ((ChaosSeriesFeed)series).CallAsync(call, first: true);
}
