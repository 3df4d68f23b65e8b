using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Ui.Settings.Previews;

/// <summary>Tries settings on a series, beside those in force.</summary>
public sealed class SeriesPreviewer(ISeriesGrain series, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private SettingsPreview? _now;

    /// <summary>What settings would flag.</summary>
    /// <param name="settings">The complete settings, a JSON object.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The comparison, or what is wrong with the settings.</returns>
    public async Task<(PreviewComparison? Comparison, IReadOnlyDictionary<string, string[]> Errors)> CompareAsync(string settings, CancellationToken cancellationToken)
    {
        var then = await AskAsync(settings, cancellationToken);
        if (then.Errors.Count > 0)
            return (null, then.Errors);

        // Asked once; again where newer points have come since.
        if (_now is null || Newest(_now) != Newest(then))
            _now = await AskAsync(null, cancellationToken);

        return (new PreviewComparison(_now, then), then.Errors);
    }

    private static (DateTimeOffset?, int) Newest(SettingsPreview preview) => (preview.Points is [.., var newest] ? newest.Timestamp : null, preview.Points.Length);

    private Task<SettingsPreview> AskAsync(string? settings, CancellationToken cancellationToken) =>
        series.PreviewAsync(settings, cancellationToken).WaitAsync(Patience, time, cancellationToken);
}
