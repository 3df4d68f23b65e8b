using System.Globalization;

namespace Anomaly.Dashboard.Ui.Anomalies;

/// <summary>Words and numbers of the table.</summary>
internal static class AnomalyText
{
    public static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary><c>moving_average</c> as "Moving average".</summary>
    public static string Words(string name)
    {
        var words = name.Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string ShortId(Guid id) => id.ToString()[^8..];

    public static string AnomalyAddress(Guid id) => $"/ui/anomalies/{id}";

    /// <summary>The anomaly as JSON.</summary>
    public static string RawAddress(Guid id) => $"/anomalies/{id}";

    public static string SeriesAddress(string id) => $"/ui/series?id={Uri.EscapeDataString(id)}";

    /// <summary>All anomalies of a series.</summary>
    public static string AnomaliesAddress(string series) => $"/ui/anomalies?series={Uri.EscapeDataString(series)}";

    public static string Clip(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most), "…");

    /// <summary>How much text there is, as people say it.</summary>
    public static string Size(int characters) => characters < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{characters / 1000.0:0} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{characters / 1_000_000.0:0.0} MB");
}
