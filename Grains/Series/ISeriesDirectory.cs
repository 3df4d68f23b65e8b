namespace Anomaly.Grains.Series;

/// <summary>Finds the grain that subscribes to a series.</summary>
internal interface ISeriesDirectory
{
    ISeriesFeed Get(string seriesId);
}
