namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>The style sheets, which are in the program. They have no <c>&lt;</c>, <c>&gt;</c> or <c>&amp;</c>: what a page and a picture take for these differs.</summary>
internal static class Styles
{
    public static string Chart { get; } = Read("chart.css");

    public static string Page { get; } = Read("page.css");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Styles).Assembly.GetManifestResourceStream(typeof(Styles), name)!);
        return reader.ReadToEnd();
    }
}
