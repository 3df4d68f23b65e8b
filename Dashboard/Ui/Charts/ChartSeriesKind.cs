namespace Anomaly.Dashboard.Ui.Charts;

/// <summary>How a series of a chart is drawn.</summary>
public enum ChartSeriesKind
{
    /// <summary>A line; with its points where they are few.</summary>
    Line,

    /// <summary>A dashed line.</summary>
    Dashed,

    /// <summary>A thin line, such as the edge of a band.</summary>
    Edge,

    /// <summary>Filled dots without a line.</summary>
    Marks,

    /// <summary>Open circles without a line.</summary>
    Rings,

    /// <summary>Bars from zero.</summary>
    Bars,
}
