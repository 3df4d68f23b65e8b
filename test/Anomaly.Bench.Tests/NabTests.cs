using System.Globalization;

namespace Anomaly.Bench.Tests;

public sealed class NabTests : IDisposable
{
    /// <summary>The rule is exact, so that its score can be told: the distance from the mean of five over the threshold.</summary>
    private const string Average = """{"methods":["moving_average"],"moving_average":{"window_size":5,"threshold":20,"threshold_kind":"absolute"}}""";

    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nab_FolderOfFiles_HasAScoreForEachRowUnderTheSameName()
    {
        string[] first = ["2014-04-01 00:00:00,20.0", "2014-04-01 00:05:00,1e-3", "2014-04-01 00:05:00,7"];
        _folder.Write("data/real/first.csv", Rows.File(first));
        _folder.Write("data/second.csv", Rows.File(Rows.Make(300, spikeAt: 200)));

        var result = await _folder.RunAsync("nab", "--data", "data", "--out", "scores");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("303 rows of 2 files", result.Out, StringComparison.Ordinal);
        var scored = Read("scores/real/first.csv");
        Assert.Equal(first, scored.Select(row => row[..row.LastIndexOf(',')]));
        Assert.Equal(300, Scores("scores/second.csv").Count);
    }

    [Fact]
    public async Task Nab_FileCutShort_LeavesTheScoresBeforeTheCutAsTheyAre()
    {
        var rows = Rows.Make(400, spikeAt: 333);
        foreach (var count in (int[])[1, 37, 334, 400])
            _folder.Write($"data/{count}.csv", Rows.File(rows.Take(count)));

        await _folder.RunAsync("nab", "--data", "data", "--out", "scores");

        var all = Scores("scores/400.csv");
        Assert.Contains(all, score => score > 1);
        foreach (var count in (int[])[1, 37, 334])
            Assert.Equal(all.Take(count), Scores($"scores/{count}.csv"));
    }

    [Fact]
    public async Task Nab_SeveralMethods_TakesTheHighestScore()
    {
        _folder.Write("data/a.csv", Rows.File(Rows.Make(400, spikeAt: 333)));

        await _folder.RunAsync("nab", "--data", "data", "--out", "both", "--methods", "isolation_forest,moving_average");
        await _folder.RunAsync("nab", "--data", "data", "--out", "average", "--methods", "moving_average");
        await _folder.RunAsync("nab", "--data", "data", "--out", "forest", "--methods", "isolation_forest");

        var (average, forest) = (Scores("average/a.csv"), Scores("forest/a.csv"));
        Assert.NotEqual(average, forest);
        Assert.Equal(average.Zip(forest, Math.Max), Scores("both/a.csv"));
    }

    [Fact]
    public async Task Nab_Scores_HaveAllTheirDigits()
    {
        _folder.Write("data/a.csv", Rows.File(Rows.Make(300)));

        await _folder.RunAsync("nab", "--data", "data", "--out", "scores", "--settings", Average);

        var values = Read("scores/a.csv").Select(row => Number(row.Split(',')[1])).ToList();
        var scores = Scores("scores/a.csv");
        for (var i = 4; i < values.Count; i++)
            Assert.Equal(Math.Abs(values[i] - values[(i - 4)..(i + 1)].Average()) / 20, scores[i], 1e-13);
    }

    [Fact]
    public async Task Nab_LineThatIsNoRow_SaysWhereAndWritesNoScores()
    {
        _folder.Write("data/bad.csv", "timestamp,value\n2014-04-01 00:00:00,1\n2014-04-01 00:05:00,many\n");
        _folder.Write("data/good.csv", Rows.File(Rows.Make(10)));

        var result = await _folder.RunAsync("nab", "--data", "data", "--out", "scores");

        Assert.Equal(4, result.ExitCode);
        Assert.Equal("bad.csv: line 3: 'many' is no finite number; it must be like 12.5\n", result.Error);
        Assert.False(_folder.Has("scores/bad.csv"));
        Assert.Equal(10, Scores("scores/good.csv").Count);
    }

    [Theory]
    [InlineData("--data is '", "nab", "--data", "nowhere", "--out", "scores")]
    [InlineData("--out is '", "nab", "--data", "data", "--out", "data/scores")]
    [InlineData("--out is '", "nab", "--data", "data", "--out", "data")]
    [InlineData("--methods: methods[1] is \"crystal_ball\"; must be one of ", "nab", "--data", "data", "--out", "scores", "--methods", "moving_average,crystal_ball")]
    [InlineData("Option '--out' is required", "nab", "--data", "data")]
    public async Task Nab_OptionThatCannotWork_IsRefused(string message, params string[] args)
    {
        _folder.Write("data/a.csv", Rows.File(Rows.Make(10)));
        var result = await _folder.RunAsync(args);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    private string[] Read(string file)
    {
        var lines = _folder.Read(file).Split('\n');
        Assert.Equal(("timestamp,value,anomaly_score", ""), (lines[0], lines[^1]));
        return lines[1..^1];
    }

    private List<double> Scores(string file)
    {
        var scores = Read(file).Select(row => Number(row[(row.LastIndexOf(',') + 1)..])).ToList();
        Assert.All(scores, score => Assert.True(double.IsFinite(score) && score >= 0));
        return scores;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
