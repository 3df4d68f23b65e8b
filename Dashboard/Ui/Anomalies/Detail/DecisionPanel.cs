using Anomaly.Dashboard.Ui.Charts;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>A chart of what a method saw when it decided.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Label">What it shows, in words.</param>
/// <param name="Spec">How it is drawn.</param>
/// <param name="Rows">The numbers.</param>
public sealed record DecisionPanel(string Title, string Label, ChartSpec Spec, ChartRows Rows);
