namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>From times to places from left to right.</summary>
internal sealed class TimeScale(long firstMs, long lastMs)
{
    private readonly double _span = Math.Max((double)lastMs - firstMs, 1);

    public long FirstMs => firstMs;

    public long LastMs => lastMs;

    public double X(long timestampMs) => firstMs == lastMs
        ? Frame.Left + (Frame.PlotWidth / 2)
        : Frame.Left + (Math.Clamp((timestampMs - (double)firstMs) / _span, 0, 1) * Frame.PlotWidth);

    /// <summary>The column of pixels that a time is in.</summary>
    public int Column(long timestampMs) => Math.Min((int)(X(timestampMs) - Frame.Left), Frame.Columns - 1);
}
