namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>The settings of all series, durable; key 0.</summary>
[Alias("anomaly.settings")]
public interface ISettingsGrain : IGrainWithIntegerKey
{
    /// <summary>The settings now.</summary>
    [Alias("get")] Task<SettingsDocument> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>The revision now.</summary>
    [Alias("revision")] Task<long> GetRevisionAsync(CancellationToken cancellationToken = default);

    /// <summary>The settings once they are of a newer revision than the caller's; null where that did not happen within some seconds: ask again.</summary>
    [Alias("newer")] Task<SettingsDocument?> GetNewerAsync(long revision, CancellationToken cancellationToken = default);

    /// <summary>Replaces all rules: all of it or nothing.</summary>
    /// <param name="rules">The rules in order.</param>
    /// <param name="expectedRevision">The revision that the caller worked on; null to replace whatever there is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("set-rules")] Task<SettingsResult> SetRulesAsync(SeriesRule[] rules, long? expectedRevision, CancellationToken cancellationToken = default);

    /// <summary>Gives a series settings of its own.</summary>
    /// <param name="seriesId">The series.</param>
    /// <param name="settings">What differs from the settings that it would have otherwise, a JSON object; null takes its own settings away.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("set-series")] Task<SettingsResult> SetSeriesAsync(string seriesId, string? settings, CancellationToken cancellationToken = default);

    /// <summary>Looks up the silences whose samples are not to be learned. It does so by itself each minute; asked, it does so at once.</summary>
    /// <returns>The revision of the settings now.</returns>
    [Alias("read-pauses")] Task<long> ReadPausesAsync(CancellationToken cancellationToken = default);
}
