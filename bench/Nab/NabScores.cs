using System.Globalization;
using Anomaly.Bench.Recordings;
using Anomaly.Grains.Settings;
using Anomaly.Producer.Replay;

namespace Anomaly.Bench.Nab;

/// <summary>Gives each row of a file its score.</summary>
internal static class NabScores
{
    /// <summary>Writes <c>timestamp,value,anomaly_score</c>, the first two as they stand in the data, the score with all its digits.</summary>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="InvalidDataException">A line cannot be read; every row of the data needs a score.</exception>
    public static long Write(TextReader data, TextWriter scores, SeriesSettings settings)
    {
        scores.WriteLine("timestamp,value,anomaly_score");
        var series = new OverheardSeries(settings);
        var written = 0L;
        using var rows = new CsvRows(data, (line, problem) => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {line}: {problem}")));
        while (rows.TryRead(out var sample))
        {
            series.Apply(sample.Time.ToUnixTimeMilliseconds(), sample.Value);
            scores.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.TimeText},{rows.ValueText},{series.Score}"));
            written++;
        }

        return written;
    }
}
