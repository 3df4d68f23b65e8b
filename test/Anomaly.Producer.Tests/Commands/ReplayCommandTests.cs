using System.Text;
using System.Text.Json;

namespace Anomaly.Producer.Tests.Commands;

public sealed class ReplayCommandTests(InProcessBroker broker)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Replay_File_ArrivesInOrderKeyedBySeriesOnOnePartition()
    {
        using var folder = new TestFolder();
        folder.Write("cpu.csv", "timestamp,value\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{1396310400 + i},{i}\n")));
        folder.Write("disk.csv", "2014-04-01 00:00:00,7\n");
        var result = await CommandResult.RunAsync(["replay", "cpu.csv", "disk.csv", "-b", broker.Address, "-t", "replayed"], folder.Path);

        Assert.Equal((0, ""), (result.ExitCode, result.Out));
        Assert.Contains("sent 501 samples", result.Error, StringComparison.Ordinal);
        Assert.Contains(", 0 errors", result.Error, StringComparison.Ordinal);
        var records = broker.Read("replayed", 501, TestContext.Current.CancellationToken);
        var cpu = records.Where(record => Encoding.UTF8.GetString(record.Message.Key!) == "cpu").ToList();
        Assert.Single(cpu.Select(record => record.Partition.Value).Distinct());
        Assert.Equal(Enumerable.Range(0, 500).Select(i => (double)i), cpu.Select(record => Value(record.Message.Value)));
        Assert.Equal("""{"series":"cpu","timestamp":"2014-04-01T00:00:00Z","value":0,"labels":{"source":"replay"}}""", Encoding.UTF8.GetString(cpu[0].Message.Value));
    }

    [Fact]
    public async Task Replay_NoKey_SendsNone()
    {
        using var folder = new TestFolder();
        folder.Write("cpu.csv", "1396310400,1\n1396310401,2\n");
        await CommandResult.RunAsync(["replay", "cpu.csv", "-b", broker.Address, "-t", "unkeyed", "--no-key"], folder.Path);
        Assert.All(broker.Read("unkeyed", 2, TestContext.Current.CancellationToken), record => Assert.Null(record.Message.Key));
    }

    [Fact]
    public async Task Replay_Paced_InterleavesFilesByTimeAtTheSpeed()
    {
        using var folder = new TestFolder();
        folder.Write("a.csv", "2014-04-01 00:00:00,1\n2014-04-01 00:10:00,3\n2014-04-01 01:00:00,5\n");
        folder.Write("b.csv", "2014-04-01 00:05:00,2\n2014-04-01 00:20:00,4\n");
        var time = new JumpingTime(Now);
        var result = await CommandResult.RunAsync(["replay", ".", "--dry-run", "--speed", "60"], folder.Path, time);
        Assert.Equal([1.0, 2, 3, 4, 5], result.Lines.Select(line => Value(Encoding.UTF8.GetBytes(line))));
        Assert.Equal(60, (time.GetUtcNow() - Now).TotalSeconds, 1);
    }

    [Fact]
    public async Task Replay_AsFastAsItGoes_TakesTurnsAndDoesNotWait()
    {
        using var folder = new TestFolder();
        folder.Write("a.csv", "2014-04-01 00:00:00,1\n2014-04-01 00:10:00,3\n");
        folder.Write("b.csv", "2020-04-01 00:05:00,2\n2020-04-01 00:20:00,4\n2020-04-01 00:30:00,5\n");
        var time = new JumpingTime(Now);
        var result = await CommandResult.RunAsync(["replay", ".", "--dry-run"], folder.Path, time);
        Assert.Equal([1.0, 2, 3, 4, 5], result.Lines.Select(line => Value(Encoding.UTF8.GetBytes(line))));
        Assert.Equal(Now, time.GetUtcNow());
    }

    [Fact]
    public async Task Replay_FromNow_MovesEachFileToNow()
    {
        using var folder = new TestFolder();
        folder.Write("a.csv", "2014-04-01 00:00:00,1\n2014-04-01 00:10:00,3\n");
        folder.Write("b.csv", "2020-04-01 00:00:00,2\n");
        var result = await CommandResult.RunAsync(["replay", ".", "--dry-run", "--from-now"], folder.Path, new JumpingTime(Now));
        Assert.Equal(["2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z", "2026-11-22T10:10:00Z"], result.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("timestamp").GetString()!).Order());
    }

    [Fact]
    public async Task Replay_BadLines_AreNamedWithFileAndLineAndTheRestIsSent()
    {
        using var folder = new TestFolder();
        folder.Write("a.csv", "timestamp,value\n2014-04-01 00:00:00,1\nnonsense\n2014-04-01 00:10:00,3\n");
        var result = await CommandResult.RunAsync(["replay", "a.csv", "--dry-run"], folder.Path);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, result.Lines.Count);
        Assert.Contains("a.csv:3: 'nonsense' has no two columns", result.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 1 files read, 1 bad lines skipped", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("--realtime")]
    public async Task Replay_FileThatCannotBeRead_ExitsWith4AndSendsTheOthers(params string[] pace)
    {
        using var folder = new TestFolder();
        folder.Write("good.csv", "2014-04-01 00:00:00,1\n");
        folder.Write("prose.csv", "Once upon a time\nthere was no comma\n");
        var result = await CommandResult.RunAsync(["replay", "good.csv", "absent.csv", "prose.csv", "--dry-run", .. pace], folder.Path);
        Assert.Equal(4, result.ExitCode);
        Assert.Single(result.Lines);
        Assert.Contains("absent.csv: cannot be read", result.Error, StringComparison.Ordinal);
        Assert.Contains("prose.csv: cannot be read: none of its lines", result.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 3 files read", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_SeriesOption_NamesTheOnlyFile()
    {
        using var folder = new TestFolder();
        folder.Write("a.csv", "2014-04-01 00:00:00,1\n");
        folder.Write("b.csv", "2014-04-01 00:00:00,1\n");
        var one = await CommandResult.RunAsync(["replay", "a.csv", "--dry-run", "--series", "web-1.cpu", "--format", "seed"], folder.Path);
        Assert.Equal("""{"web-1.cpu":1,"timestamp":"2014-04-01T00:00:00Z"}""", Assert.Single(one.Lines));
        var two = await CommandResult.RunAsync(["replay", ".", "--dry-run", "--series", "web-1.cpu"], folder.Path);
        Assert.Equal(2, two.ExitCode);
        Assert.Contains("--series is 'web-1.cpu' for 2 files", two.Error, StringComparison.Ordinal);
    }

    private static double Value(ReadOnlySpan<byte> record)
    {
        using var json = JsonDocument.Parse(record.ToArray());
        return json.RootElement.GetProperty("value").GetDouble();
    }
}
