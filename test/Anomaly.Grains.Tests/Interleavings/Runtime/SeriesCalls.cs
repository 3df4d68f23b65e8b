using Anomaly.Grains.Series;

namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>A silo's way to the series.</summary>
internal sealed class SeriesCalls(Simulation simulation, Silo silo) : ISeriesDirectory
{
    public ISeriesFeed Get(string seriesId) => new SeriesProxy(simulation, silo, seriesId);

    public Task<SeriesReply> ContactAsync(ISeriesFeed series, SeriesCall call) => ((SeriesProxy)series).ApplyAsync(call, silo.SiloAddress);
}
