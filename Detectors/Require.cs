using System.Globalization;

namespace Anomaly.Detectors;

/// <summary>Checks settings; an error names the setting, what it is, and what it must be.</summary>
internal static class Require
{
    public static int Between(int value, int lowest, int highest, string setting) =>
        value >= lowest && value <= highest
            ? value
            : throw Refused(setting, value.ToString(CultureInfo.InvariantCulture), $"a whole number from {lowest} to {highest}");

    /// <summary>Finite, above <paramref name="floor"/>, and at most <paramref name="highest"/>.</summary>
    public static double Above(double value, double floor, double highest, string setting) =>
        value > floor && value <= highest
            ? value
            : throw Refused(
                setting,
                value.ToString(CultureInfo.InvariantCulture),
                highest < double.MaxValue
                    ? string.Create(CultureInfo.InvariantCulture, $"above {floor} and at most {highest}")
                    : string.Create(CultureInfo.InvariantCulture, $"a finite number above {floor}"));

    /// <summary>Finite, and <paramref name="lowest"/> or more.</summary>
    public static double AtLeast(double value, double lowest, string setting) =>
        value >= lowest && double.IsFinite(value)
            ? value
            : throw Refused(setting, value.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"a finite number of at least {lowest}"));

    public static T Defined<T>(T value, string setting)
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw Refused(setting, value.ToString(), $"one of {string.Join(", ", Enum.GetNames<T>())}");

    private static ArgumentOutOfRangeException Refused(string setting, string value, string range) =>
        new(setting, $"{setting} is {value}; must be {range}.");
}
