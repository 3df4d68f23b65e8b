using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>The first series of the catalog, to try a rule's conditions on while they are typed.</summary>
/// <param name="catalog">All series.</param>
internal sealed class MatchingSeries(ISeriesCatalog catalog)
{
    /// <summary>How many series are tried.</summary>
    public const int Most = 5000;

    private const int Page = 1000;

    private List<SeriesInfo>? _series;

    /// <summary>Whether the series are read.</summary>
    public bool IsLoaded => _series is not null;

    /// <summary>Whether there are more series than are tried.</summary>
    public bool IsPart => _series?.Count >= Most;

    /// <summary>Reads the series.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var series = new List<SeriesInfo>();
        while (series.Count < Most)
        {
            var page = await catalog.ListAsync(new SeriesQuery { After = series is [.., var last] ? last.Id : null, Limit = Page }, cancellationToken);
            series.AddRange(page);
            if (page.Count < Page)
                break;
        }

        _series = series;
    }

    /// <summary>The first that match.</summary>
    public IReadOnlyList<SeriesInfo> Find(RuleMatcher matcher, int most) =>
        [.. (_series ?? []).Where(series => matcher.Matches(series.Id, series.Labels)).Take(most)];
}
