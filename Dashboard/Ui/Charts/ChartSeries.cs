namespace Anomaly.Dashboard.Ui.Charts;

/// <summary>A series of a chart.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Colour">The name of its colour: <c>--chart-…</c> in <c>chart.css</c>.</param>
/// <param name="Size">The size of marks and rings in pixels; null for the usual.</param>
public sealed record ChartSeries(string Label, ChartSeriesKind Kind, string Colour, int? Size = null);
