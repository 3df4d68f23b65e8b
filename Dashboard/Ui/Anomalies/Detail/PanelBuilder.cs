using Anomaly.Dashboard.Ui.Charts;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>Collects the lines of a chart over a stretch of samples.</summary>
/// <param name="start">The index of the first sample.</param>
/// <param name="count">How many samples there are.</param>
internal sealed class PanelBuilder(int start, int count)
{
    private const string Join = "decision";

    private readonly List<ChartSeries> _series = [];
    private readonly List<ChartBand> _bands = [];
    private readonly List<Func<int, double>> _numbers = [];

    public PanelBuilder Line(ChartSeries series, double[] numbers) => Add(series, index => numbers[index]);

    /// <summary>A level line, where there is a finite level.</summary>
    public PanelBuilder Level(ChartSeries series, double? level) =>
        level is { } height && double.IsFinite(height) ? Add(series, _ => height) : this;

    /// <summary>Two level lines with what lies between them filled.</summary>
    public PanelBuilder Band(ChartSeries upper, ChartSeries lower, double? high, double? low)
    {
        var before = _series.Count;
        Level(upper, high).Level(lower, low);
        if (_series.Count == before + 2)
            _bands.Add(new ChartBand(before, before + 1, "band"));

        return this;
    }

    public PanelBuilder Ring(ChartSeries series, double[] numbers, int? flagged) =>
        flagged is null ? this : Add(series, index => index == flagged ? numbers[index] : double.NaN);

    public DecisionPanel Build(string title, string label, int height, bool fromZero = false)
    {
        var rows = new ChartRows(count, _series.Count);
        for (var row = 0; row < count; row++)
            rows.Set(row, [start + row, .. _numbers.Select(number => number(start + row))]);

        var spec = new ChartSpec { Series = _series, Bands = _bands, Time = false, Height = height, FromZero = fromZero, Join = Join };
        return new DecisionPanel(title, label, spec, rows);
    }

    private PanelBuilder Add(ChartSeries series, Func<int, double> numbers)
    {
        _series.Add(series);
        _numbers.Add(numbers);
        return this;
    }
}
