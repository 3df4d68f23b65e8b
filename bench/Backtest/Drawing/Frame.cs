namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>Where the parts of a chart are, in pixels.</summary>
internal static class Frame
{
    public const double Width = 1200;
    public const double Left = 142;
    public const double Right = Width - 20;
    public const double Legend = 34;
    public const double PlotHeight = 330;
    public const double StripHeight = 30;
    public const double StripGap = 8;
    public const double AxisHeight = 42;

    public static double PlotWidth => Right - Left;

    /// <summary>How many columns of pixels the plot has.</summary>
    public static int Columns => (int)PlotWidth;

    public static double StripTop(double plotTop, int strip) => plotTop + PlotHeight + StripGap + (strip * (StripHeight + StripGap));

    public static double Height(int strips) => StripTop(Legend, strips) + AxisHeight;
}
