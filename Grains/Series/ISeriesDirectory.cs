namespace Anomaly.Grains.Series;

/// <summary>Finds the grains that subscribe to series, and brings them beside their partition's owner.</summary>
internal interface ISeriesDirectory
{
    /// <summary>The grain of a series.</summary>
    ISeriesFeed Get(string seriesId);

    /// <summary>Makes a session's first call to a series: a series without an activation gets one on this silo, one that is elsewhere comes here.</summary>
    Task<SeriesReply> ContactAsync(ISeriesFeed series, SeriesCall call);
}
