using System.Globalization;
using System.Xml.Linq;

namespace Anomaly.Bench.Tests;

public sealed class BacktestTests : IDisposable
{
    private const string Average = """{"methods":["moving_average"],"moving_average":{"window_size":5,"threshold":100}}""";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backtest_SpikeInjected_IsInTheTablesAndThePicture()
    {
        _folder.Write("web.csv", Rows.File(Rows.Make(400, spikeAt: 300)));

        var result = await _folder.RunAsync("backtest", "web.csv", "--settings", Average);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var tables = Tables(result.Out);
        Assert.Equal(["web", "moving_average", "400", "1", "25.0"], tables[0][1][..5]);
        Assert.Equal(Rows.Time(300), tables[0][1][8]);
        Assert.Equal([Rows.Time(300), "critical", "500"], tables[1][1][..3]);
        Assert.Contains("above the mean", tables[1][1][4], StringComparison.Ordinal);

        var page = Page("backtest.html");
        var mark = Assert.Single(page.Descendants(Svg + "circle"), circle => circle.Parent!.Element(Svg + "title") is not null);
        Assert.Contains(Rows.Time(300), mark.Parent!.Value, StringComparison.Ordinal);
        Assert.Contains("above the mean", mark.Parent.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_FarMoreRowsThanPixels_DrawsTheSpike()
    {
        _folder.Write("long.csv", Rows.File(Rows.Make(60_000, spikeAt: 31_415)));

        await _folder.RunAsync("backtest", "long.csv", "--settings", Average, "--out", "long.svg");

        var picture = XDocument.Parse(_folder.Read("long.svg"));
        var line = picture.Descendants(Svg + "path").Single(path => path.Attribute("class")!.Value == "value").Attribute("d")!.Value;
        var heights = line.Split(['M', 'L'], StringSplitOptions.RemoveEmptyEntries).Select(point => double.Parse(point.Split(',', 'h')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(heights.Count, 2000, 5000);
        Assert.Single(heights, height => height < heights.Average() / 2);
    }

    [Fact]
    public async Task Backtest_NewestRowFirst_IsTheSameAsInOrder()
    {
        // A shift is alarmed where it begins, which is not where it ends.
        List<string> rows = [.. Enumerable.Range(0, 400).Select(row => $"{Rows.Time(row)},{(row < 300 ? 50 : 500)}")];
        _folder.Write("in-order.csv", Rows.File(rows));
        _folder.Write("newest-first.csv", Rows.File(rows.AsEnumerable().Reverse()));

        var result = await _folder.RunAsync("backtest", "in-order.csv", "newest-first.csv", "--settings", Average, "--limit", "0");

        Assert.Contains("newest-first.csv: its rows are not in the order of time", result.Error, StringComparison.Ordinal);
        var table = Assert.Single(Tables(result.Out));
        Assert.Equal(table[1][1..9], table[2][1..9]);
        Assert.Equal(Rows.Time(300), table[1][8]);
    }

    [Fact]
    public async Task Backtest_NamesThatAreMarkup_AreText()
    {
        const string Name = "<script>alert(1)<\u001b[31m&\"'--\u202e>";
        _folder.Write($"{Name}.csv", Rows.File(Rows.Make(400, spikeAt: 300)));

        var result = await _folder.RunAsync("backtest", ".", "--settings", Average);
        await _folder.RunAsync("backtest", ".", "--settings", Average, "--out", "a.svg");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.DoesNotContain('\u001b', result.Out);
        const string Shown = "<script>alert(1)<\uFFFD[31m&\"'--\uFFFD>";
        Assert.Equal(Shown, Tables(result.Out)[0][1][0]);
        Assert.Contains(Page("backtest.html").Descendants("h2"), title => title.Value == Shown);
        Assert.Contains(XDocument.Parse(_folder.Read("a.svg")).Descendants(Svg + "text"), title => title.Value == Shown);
    }

    [Theory]
    [InlineData("backtest.html")]
    [InlineData("backtest.svg")]
    public async Task Backtest_Picture_LoadsAndRunsNothing(string file)
    {
        _folder.Write("a.csv", Rows.File(Rows.Make(400, spikeAt: 300)));
        _folder.Write("one.csv", "2026-01-01,5\n");
        _folder.Write("limits.csv", "time;value\n1700000000;-1.7e308\n1700000060;1.7e308\n1700000120;0\n");

        await _folder.RunAsync("backtest", ".", "--out", file);

        var elements = Page(file).Descendants().ToList();
        Assert.Equal(3, elements.Count(element => element.Name == Svg + "clipPath"));
        Assert.DoesNotContain(elements, element => element.Name.LocalName is "script" or "img" or "image" or "link" or "iframe" or "use" or "foreignObject");
        Assert.DoesNotContain(elements.Attributes(), attribute => attribute.Name.LocalName is "href" or "src" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain(elements.Where(element => element.Name.LocalName == "style"), style => style.Value.Contains("url(", StringComparison.Ordinal) || style.Value.Contains("@import", StringComparison.Ordinal));
        Assert.DoesNotContain(elements.Attributes(), attribute => attribute.Value.Contains("NaN", StringComparison.Ordinal) || attribute.Value.Contains('∞'));
    }

    [Fact]
    public async Task Backtest_LinesAndFilesThatCannotBeRead_AreToldAndPassed()
    {
        _folder.Write("good.csv", Rows.File(Rows.Make(10)));
        _folder.Write("gaps.csv", "time,cpu,mem\n2026-01-01,1,2\n2026-01-02,,3\n2026-01-03,5,many\n");
        _folder.Write("empty.csv", "");

        var result = await _folder.RunAsync("backtest", "good.csv", "gaps.csv", "empty.csv", "absent.csv", "--value-column", "2", "--settings", Average);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("gaps.csv:3: '' is no finite number; it must be like 12.5; skipped\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("empty.csv: no samples\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("absent.csv: cannot be read: ", result.Error, StringComparison.Ordinal);
        Assert.Equal([["good", "10"], ["gaps", "2"]], Tables(result.Out)[0].Skip(1).Select(row => new[] { row[0], row[2] }));
    }

    [Theory]
    [InlineData(4, "a.csv: cannot be read: the value column is 'cpu'; it must be one of timestamp, value, or a number from 1 to 2", "--value-column", "cpu")]
    [InlineData(2, "--settings: moving_average.window_size is 1; must be a whole number from 2 to 10000", "--settings", """{"moving_average":{"window_size":1}}""")]
    [InlineData(2, "--settings: settings is not valid JSON", "--settings", "{")]
    [InlineData(2, "--settings is 'absent.json'; it must be a JSON object, or a file that holds one: ", "--settings", "absent.json")]
    [InlineData(2, "--limit is -1; it must be 0 or more", "--limit", "-1")]
    [InlineData(2, "--out is '", "--out", "absent/folder.html")]
    public async Task Backtest_OptionThatCannotWork_IsRefused(int exitCode, string message, params string[] args)
    {
        _folder.Write("a.csv", Rows.File(Rows.Make(10)));
        var result = await _folder.RunAsync(["backtest", "a.csv", .. args]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_SettingsInAFile_AreUsed()
    {
        _folder.Write("a.csv", Rows.File(Rows.Make(400, spikeAt: 300)));
        _folder.Write("settings.json", Average.Replace("100", "1000", StringComparison.Ordinal));
        var result = await _folder.RunAsync("backtest", "a.csv", "--settings", "settings.json");
        Assert.Equal("0", Assert.Single(Tables(result.Out))[1][3]);
    }

    private XElement Page(string file)
    {
        var text = _folder.Read(file);
        return XElement.Parse(text.StartsWith("<!DOCTYPE html>\n", StringComparison.Ordinal) ? text["<!DOCTYPE html>\n".Length..] : text);
    }

    /// <summary>The cells of each table, the rule below the header left out. Every row is as long as its header, in cells and in letters.</summary>
    private static List<List<string[]>> Tables(string text)
    {
        var tables = new List<List<string[]>>();
        foreach (var block in text.Split("\n\n").Where(block => block.StartsWith('|')))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
            var rows = lines.Select(line => line[1..^1].Split('|', StringSplitOptions.TrimEntries)).ToList();
            Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
            rows.RemoveAt(1);
            tables.Add(rows);
        }

        return tables;
    }
}
