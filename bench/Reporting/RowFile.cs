using System.Text.Encodings.Web;
using System.Text.Json;

namespace Anomaly.Bench.Reporting;

/// <summary>Rows in a JSON file. A row of a measurement that is there already takes its place.</summary>
internal static class RowFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Row> Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<List<Row>>(File.ReadAllText(file))! : [];

    public static void Add(string file, Row row)
    {
        var rows = Read(file).ToList();
        var at = rows.FindIndex(row.Repeats);
        if (at >= 0)
            rows[at] = row;
        else
            rows.Add(row);
        File.WriteAllText(file, JsonSerializer.Serialize(rows, Indented) + "\n");
    }
}
