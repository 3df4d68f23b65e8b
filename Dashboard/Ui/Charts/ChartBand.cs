namespace Anomaly.Dashboard.Ui.Charts;

/// <summary>The space between two series of a chart, filled.</summary>
/// <param name="Upper">The index of the upper series.</param>
/// <param name="Lower">The index of the lower series.</param>
/// <param name="Colour">The name of its colour.</param>
public sealed record ChartBand(int Upper, int Lower, string Colour);
