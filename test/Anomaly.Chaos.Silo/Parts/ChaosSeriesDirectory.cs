using Anomaly.Chaos.Silo.Faults;
using Anomaly.Grains.Series;

namespace Anomaly.Chaos.Silo.Parts;

/// <summary>Gives out series whose calls meet faults.</summary>
internal sealed class ChaosSeriesDirectory(ISeriesDirectory inner, CallFaults faults) : ISeriesDirectory
{
    public ISeriesFeed Get(string seriesId) => new ChaosSeriesFeed(seriesId, inner.Get(seriesId), inner, faults);

    public Task<SeriesReply> ContactAsync(ISeriesFeed series, SeriesCall call) => ((ChaosSeriesFeed)series).CallAsync(call, first: true);
}
