using System.Globalization;

namespace Anomaly.Producer.Replay;

/// <summary>Which columns of a file hold time and value: by the name in the header, or by number from 1. What is null is found by the names in use.</summary>
internal sealed record CsvColumns(string? Time, string? Value)
{
    private static readonly string[] Times = ["timestamp", "time", "datetime", "date_time", "date", "ts", "_time", "@timestamp", "epoch"];
    private static readonly string[] Values = ["value", "_value", "val"];

    /// <summary>Nothing is chosen.</summary>
    public static CsvColumns Unnamed { get; } = new(null, null);

    /// <summary>The places of time and value.</summary>
    /// <param name="header">The header's names; empty where the file has none.</param>
    /// <exception cref="InvalidDataException">A chosen column is not there.</exception>
    public (int Time, int Value) Find(IReadOnlyList<string> header)
    {
        var names = header.Select(name => name.ToLowerInvariant()).ToList();
        var givenTime = Time is null ? Known(names, Times) : Chosen("time", Time, header);
        var givenValue = Value is null ? Known(names, Values) : Chosen("value", Value, header);

        // Of what neither is called by such a name, the first column that is left is taken.
        var time = givenTime ?? (givenValue == 0 ? 1 : 0);
        return (time, givenValue ?? (time == 0 ? 1 : 0));
    }

    private static int? Known(List<string> names, string[] known)
    {
        foreach (var name in known)
        {
            if (names.IndexOf(name) is >= 0 and var at)
                return at;
        }

        return null;
    }

    private static int Chosen(string what, string column, IReadOnlyList<string> header)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (string.Equals(header[i], column, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        if (int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && (header.Count == 0 || number <= header.Count))
            return number - 1;

        throw new InvalidDataException(header.Count == 0
            ? $"the {what} column is '{column}', but the file has no header; it must be a number from 1"
            : $"the {what} column is '{column}'; it must be one of {string.Join(", ", header)}, or a number from 1 to {header.Count}");
    }
}
