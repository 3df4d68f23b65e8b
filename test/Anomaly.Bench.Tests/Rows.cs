using System.Globalization;

namespace Anomaly.Bench.Tests;

/// <summary>Rows of a series: a slow wave with noise, and a spike.</summary>
internal static class Rows
{
    public const double Spike = 500;

    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static string Time(int row) => Start.AddMinutes(5 * row).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static List<string> Make(int count, int? spikeAt = null)
    {
        var random = new Random(7);
        var rows = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var value = i == spikeAt ? Spike : 50 + (10 * Math.Sin(i / 40.0)) + random.NextDouble();
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{Time(i)},{value}"));
        }

        return rows;
    }

    public static string File(IEnumerable<string> rows) => $"timestamp,value\n{string.Join('\n', rows)}\n";
}
