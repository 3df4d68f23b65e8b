using System.Xml.Linq;
using Anomaly.Bench.Backtest.Tables;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>One page with everything in it: nothing is loaded, no script runs.</summary>
internal static class HtmlPage
{
    private const int MostAlarms = 500;

    /// <summary>Browsers keep to it: even a text that was not escaped could load or run nothing.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    public static string Write(IReadOnlyList<FileResult> files, string settings)
    {
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", "Backtest"),
                new XElement("style", Styles.Page + Styles.Chart)),
            new XElement(
                "body",
                new XElement("h1", "Backtest"),
                new XElement("p", "What each method would have flagged, had these files come live, sample by sample. Times are UTC; point at a mark to read why."),
                new XElement("section", new XElement("h2", "Summary"), Table(SummaryTable.Of(files)), new XElement("details", new XElement("summary", "Settings"), new XElement("pre", settings))),
                files.Select(Section)));
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static XElement Section(FileResult file, int number) => new(
        "section",
        new XElement("h2", Shown.Text(file.Name)),
        new XElement("p", $"{Counted(file.Samples, "sample")} from {Shown.Time(file.Times[0])} to {Shown.Time(file.Times[^1])}"),
        new XElement("div", new XAttribute("class", "wide"), FileChart.Draw(file, number)),
        file.Methods.Where(method => method.Alarms.Count > 0).Select(Alarms));

    private static XElement Alarms(MethodResult method)
    {
        var first = method.Alarms.Count > MostAlarms ? $"the first {Shown.Count(MostAlarms)} of " : "";
        return new("details", new XElement("summary", $"{method.Method}: {first}{Counted(method.Alarms.Count, "alarm")}"), Table(AlarmTable.Of(method.Alarms.Take(MostAlarms))));
    }

    private static string Counted(int count, string what) => $"{Shown.Count(count)} {what}{(count == 1 ? "" : "s")}";

    private static XElement Table(TextTable table) => new(
        "div",
        new XAttribute("class", "wide"),
        new XElement(
            "table",
            new XElement("thead", new XElement("tr", table.Names.Select((name, i) => new XElement("th", Style(table, i), name)))),
            new XElement("tbody", table.Rows.Select(row => new XElement("tr", row.Select((cell, i) => new XElement("td", Style(table, i), Cell(table.Names[i], cell))))))));

    private static XAttribute? Style(TextTable table, int column) =>
        table.IsNumber(column) ? new XAttribute("class", "number") : table.Names[column] == "reason" ? new XAttribute("class", "reason") : null;

    private static object Cell(string column, string text) =>
        column == "severity" ? new XElement("span", new XAttribute("class", $"severity severity-{text}"), text) : text;
}
