using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>Counts the series of rules, page by page.</summary>
/// <param name="document">The settings with the rules.</param>
internal sealed class RuleCounts(SettingsDocument document)
{
    private const int Page = 1000;

    private readonly SettingsResolver _resolver = new(document);
    private readonly RuleMatcher[] _matchers = [.. document.Rules.Select(rule => new RuleMatcher(rule.Match))];
    private readonly long[] _matched = new long[document.Rules.Length];
    private readonly long[] _decided = new long[document.Rules.Length];

    /// <summary>How many series were looked at.</summary>
    public long Seen { get; private set; }

    /// <summary>How many series no rule matches.</summary>
    public long Rest { get; private set; }

    /// <summary>What was counted so far, by rule.</summary>
    public RuleCount Of(int rule) => new(_matched[rule], _decided[rule]);

    /// <summary>Looks at all series.</summary>
    /// <param name="catalog">The series.</param>
    /// <param name="progress">Is told after each page.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    public async Task CountAsync(ISeriesCatalog catalog, Action progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<SeriesInfo> page = [];
        do
        {
            page = await catalog.ListAsync(new SeriesQuery { After = page is [.., var last] ? last.Id : null, Limit = Page }, cancellationToken);
            foreach (var series in page)
                Count(series);

            progress();
        }
        while (page.Count == Page);
    }

    private void Count(SeriesInfo series)
    {
        Seen++;
        var decides = _resolver.FindRule(series.Id, series.Labels);
        if (decides < 0)
        {
            Rest++;
            return;
        }

        _decided[decides]++;
        _matched[decides]++;
        // The first that matches decides: none before it does.
        for (var rule = decides + 1; rule < _matchers.Length; rule++)
        {
            if (_matchers[rule].Matches(series.Id, series.Labels))
                _matched[rule]++;
        }
    }
}
