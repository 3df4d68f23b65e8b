using System.Text;
using System.Text.Json;

namespace Anomaly.Producer.Tests.Commands;

public sealed class SimulateCommandTests(InProcessBroker broker)
{
    private static readonly string[] Repeatable = ["simulate", "--fast", "--seed", "42", "--start", "2026-11-22T00:00:00Z", "--rate", "0.1"];

    [Fact]
    public async Task Simulate_SameSeedAndStart_SendsTheSameBytes()
    {
        var first = await CommandResult.RunAsync([.. Repeatable, "--count", "3000", "--dry-run"]);
        var second = await CommandResult.RunAsync([.. Repeatable, "--count", "3000", "--dry-run"]);
        Assert.Equal(first.Out, second.Out);
        Assert.Contains("source\":\"simulate", first.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_Truth_AgreesWithWhatWasSent()
    {
        using var folder = new TestFolder();
        const int Samples = 20_000;
        var with = await CommandResult.RunAsync(
            [.. Repeatable, "--count", $"{Samples}", "--series", "4", "--anomaly-rate", "0.05", "--kinds", "spike,dropout", "--truth", "truth.jsonl", "-b", broker.Address, "-t", "simulated"], folder.Path);
        Assert.Equal(0, with.ExitCode);
        var without = await CommandResult.RunAsync([.. Repeatable, "--count", $"{Samples}", "--series", "4", "--anomaly-rate", "0", "--dry-run"]);

        var sent = broker.Read("simulated", Samples, TestContext.Current.CancellationToken)
            .Select(record => Parse(Encoding.UTF8.GetString(record.Message.Value)))
            .GroupBy(sample => sample.Series)
            .ToDictionary(group => group.Key, group => group.ToDictionary(sample => sample.Time, sample => sample.Value));
        Assert.Equal(4, sent.Count);
        Assert.Equal(Samples / 4, without.Lines.Select(Parse).Count(sample => sample.Series == "sim.1"));

        var truths = (await File.ReadAllLinesAsync(Path.Combine(folder.Path, "truth.jsonl"), TestContext.Current.CancellationToken))
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.NotEmpty(truths);
        Assert.Equal(truths.Count, with.Lines.Count);
        var touched = 0;
        foreach (var truth in truths)
        {
            var series = sent[truth.GetProperty("series").GetString()!];
            var start = truth.GetProperty("start").GetDateTimeOffset();
            var end = truth.GetProperty("end").GetDateTimeOffset();
            var inside = series.Where(one => one.Key >= start && one.Key <= end).Select(one => one.Value).ToList();
            Assert.Equal(truth.GetProperty("samples").GetInt32(), inside.Count);
            touched += inside.Count;
            if (truth.GetProperty("kind").GetString() == "dropout")
                Assert.All(inside, value => Assert.Equal(0, value));
            else
                Assert.NotEqual(0, truth.GetProperty("magnitude").GetDouble());
        }

        // And nothing is zero that the truth does not know.
        Assert.Equal(
            truths.Where(truth => truth.GetProperty("kind").GetString() == "dropout").Sum(truth => truth.GetProperty("samples").GetInt32()),
            sent.Values.Sum(series => series.Values.Count(value => value == 0)));
        Assert.InRange(touched, Samples * 0.03, Samples * 0.07);
    }

    [Fact]
    public async Task Simulate_Duration_CoversTheEventTimeOnceASeriesAndTick()
    {
        var result = await CommandResult.RunAsync(["simulate", "--fast", "--duration", "2m", "--series", "3", "--dry-run", "--rate", "0.5", "--start", "2026-11-22T10:00:00Z"]);
        var samples = result.Lines.Where(line => line.StartsWith('{')).Select(Parse).ToList();
        Assert.Equal(3 * 60, samples.Count);
        Assert.Equal(TimeSpan.FromSeconds(118), samples[^1].Time - samples[0].Time);
    }

    [Fact]
    public async Task Simulate_RealTime_KeepsTheRate()
    {
        var time = new JumpingTime(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        var result = await CommandResult.RunAsync(["simulate", "--duration", "1h", "--series", "2", "--dry-run", "--anomaly-rate", "0"], time: time);
        Assert.Equal(7200, result.Lines.Count);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 59, 59, TimeSpan.Zero), time.GetUtcNow(), TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public async Task Simulate_Stopped_SumsUpAndExitsWith0()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = CommandResult.RunAsync(["simulate", "--rate", "50", "-b", broker.Address, "-t", "stopped", "-q"], cancellationToken: stop.Token);
        broker.Read("stopped", 100, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        var result = await running;
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("sent ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_StoppedBeforeItsEnd_ExitsWith130()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = CommandResult.RunAsync(["simulate", "--rate", "50", "--duration", "1d", "-b", broker.Address, "-t", "cut", "-q"], cancellationToken: stop.Token);
        broker.Read("cut", 100, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        Assert.Equal(130, (await running).ExitCode);
    }

    private static (string Series, DateTimeOffset Time, double Value) Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return (root.GetProperty("series").GetString()!, root.GetProperty("timestamp").GetDateTimeOffset(), root.GetProperty("value").GetDouble());
    }
}
