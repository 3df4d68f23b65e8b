namespace Anomaly.Dashboard.Ui.Charts;

/// <summary>What a chart shows. It does not change; the data does.</summary>
public sealed record ChartSpec
{
    /// <summary>The series, later ones above earlier ones.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>The bands between series.</summary>
    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>Whether the first column is Unix time in seconds; else it is a plain number.</summary>
    public bool Time { get; init; } = true;

    /// <summary>What the first column is, where it is no time.</summary>
    public string XLabel { get; init; } = "Sample";

    /// <summary>Height of the drawing in pixels.</summary>
    public int Height { get; init; } = 280;

    /// <summary>Whether the vertical axis always shows zero.</summary>
    public bool FromZero { get; init; }

    /// <summary>How many points are kept; older ones leave.</summary>
    public int Most { get; init; } = 2000;

    /// <summary>Charts of one name share cursor and zoom; null for none.</summary>
    public string? Join { get; init; }
}
