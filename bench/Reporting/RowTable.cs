using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Anomaly.Bench.Reporting;

/// <summary>Rows as tables in Markdown: one for each name, a line a figure, a column a row.</summary>
internal static class RowTable
{
    private const double Exact = 1e15; // a whole number below it is written as it is

    public static string Of(IEnumerable<Row> rows)
    {
        var text = new StringBuilder();
        foreach (var group in rows.GroupBy(row => row.Name))
            Append(text, group.Key, [.. group]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, IReadOnlyList<Row> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {name}\n\n");
        foreach (var run in rows.GroupBy(row => (row.Command, row.Date[..10], row.Processors)))
        {
            text.Append(CultureInfo.InvariantCulture, $"`{run.Key.Command}`, {run.Key.Item2}, {run.Key.Processors} processors, ");
            text.Append(CultureInfo.InvariantCulture, $"load average {run.First().LoadBefore} before and {run.Last().LoadAfter} at the end\n\n");
        }

        Line(text, rows.Select((_, i) => rows.Count == 1 ? "" : (i + 1).ToString(CultureInfo.InvariantCulture)).Prepend(""));
        Line(text, rows.Select(_ => "---:").Prepend("---"));
        Fields(text, rows, row => row.Parameters, key => key);
        Fields(text, rows, row => row.Figures, key => $"**{key}**");
        text.Append('\n');
    }

    private static void Fields(StringBuilder text, IReadOnlyList<Row> rows, Func<Row, JsonObject> part, Func<string, string> title)
    {
        foreach (var key in rows.SelectMany(row => part(row).Select(field => field.Key)).Distinct())
            Line(text, rows.Select(row => Shown(part(row)[key])).Prepend(title(key)));
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Shown(JsonNode? value)
    {
        switch (value)
        {
            case null:
                return "";
            case JsonArray list:
                return string.Join(", ", list.Select(Shown));
            case JsonValue one when one.GetValueKind() == System.Text.Json.JsonValueKind.Number:
                var number = double.Parse(one.ToJsonString(), CultureInfo.InvariantCulture);
                return number == Math.Round(number) && Math.Abs(number) < Exact
                    ? number.ToString("#,0", CultureInfo.InvariantCulture)
                    : number.ToString("#,0.####", CultureInfo.InvariantCulture);
            default:
                return value.ToString().Replace("|", "\\|", StringComparison.Ordinal);
        }
    }
}
