namespace Anomaly.Dashboard.Api.Json;

/// <summary>JSON has no NaN and no infinity.</summary>
internal static class Finite
{
    public static double? OrNull(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>For fields that are never null: the nearest number there is. Samples are finite, so only a computed score gets here.</summary>
    public static double Nearest(double value) => double.IsNaN(value) ? 0 : Math.Clamp(value, double.MinValue, double.MaxValue);
}
