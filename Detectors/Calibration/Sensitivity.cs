using System.Globalization;

namespace Anomaly.Detectors.Calibration;

/// <summary>
/// The one setting for how readily alarms are raised. It stands for the share of ordinary samples that may be alarmed by mistake:
/// 10^(4·sensitivity − 6), which is one in a million at 0, one in 10,000 at 0.5, and one in 100 at 1; the same for every series and method.
/// </summary>
public static class Sensitivity
{
    /// <summary>What it is if nothing is set.</summary>
    public const double Default = 0.5;

    /// <summary>The share of ordinary samples that may be alarmed.</summary>
    /// <param name="sensitivity">0 to 1.</param>
    /// <returns>A probability a sample.</returns>
    public static double FalseAlarmRate(double sensitivity) => Math.Pow(10, (4 * sensitivity) - 6);

    /// <summary>How many times tenfold more false alarms than by default a sensitivity allows.</summary>
    internal static double Decades(double sensitivity) => 4 * (sensitivity - Default);

    internal static double? Checked(double? sensitivity, string setting) =>
        sensitivity is null or (>= 0 and <= 1)
            ? sensitivity
            : throw new ArgumentOutOfRangeException(setting, string.Create(CultureInfo.InvariantCulture, $"{setting} is {sensitivity}; must be from 0 to 1, or null."));
}
