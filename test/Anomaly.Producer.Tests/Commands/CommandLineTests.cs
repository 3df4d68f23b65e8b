namespace Anomaly.Producer.Tests.Commands;

public sealed class CommandLineTests(InProcessBroker broker)
{
    [Theory]
    [InlineData("--rate is 0;", "simulate", "--rate", "0")]
    [InlineData("--series is -1;", "simulate", "--series", "-1")]
    [InlineData("--anomaly-rate is 1;", "simulate", "--anomaly-rate", "1")]
    [InlineData("--kinds is 'spikes'; it must be some of spike, shift, dropout, flat, variance, season", "simulate", "--kinds", "spikes")]
    [InlineData("--noise is '1'", "simulate", "--noise", "1")]
    [InlineData("--duration is 'long'", "simulate", "--duration", "long")]
    [InlineData("--start is 'noon'", "simulate", "--start", "noon")]
    [InlineData("--speed, --fast exclude each other", "simulate", "--speed", "2", "--fast")]
    [InlineData("--speed is 0;", "replay", "x.csv", "--speed", "0")]
    [InlineData("--set is 'acks'; it must be name=value", "simulate", "--set", "acks")]
    [InlineData("--label is '=b'", "host", "--label", "=b")]
    [InlineData("--max-unread-bytes is -1;", "host", "--max-unread-bytes", "-1")]
    [InlineData("--connect-timeout is NaN;", "host", "--connect-timeout", "NaN")]
    [InlineData("--truth is 'no/such/folder/t'", "simulate", "--truth", "no/such/folder/t", "--dry-run")]
    [InlineData("'xml'", "simulate", "--format", "xml")]
    [InlineData("--bogus", "simulate", "--bogus")]
    [InlineData("replay", "replay")]
    public async Task Run_WrongOption_ExitsWith2AndNamesIt(string expected, params string[] args)
    {
        var result = await CommandResult.RunAsync(args);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SettingTheClientDoesNotKnow_ExitsWith2()
    {
        var result = await CommandResult.RunAsync(["simulate", "-b", broker.Address, "--set", "no.such.setting=1"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no.such.setting", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoBroker_ExitsWith3InOneLine()
    {
        var result = await CommandResult.RunAsync(["host", "-b", "127.0.0.1:1", "--connect-timeout", "0.5", "-q"]);
        Assert.Equal(3, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("no broker at 127.0.0.1:1 (from --bootstrap) within 0.5 s:", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RecordLargerThanTheClientTakes_ExitsWith1AndCountsIt()
    {
        using var folder = new TestFolder();
        folder.Write("cpu.csv", "1396310400,1\n");
        var result = await CommandResult.RunAsync(["replay", "cpu.csv", "-b", broker.Address, "-t", "large", "--set", "message.max.bytes=1000", "--label", "long=" + new string('x', 2000)], folder.Path);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1 errors (last: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("simulate", "--help")]
    [InlineData("replay", "--help")]
    public async Task Run_Help_ExitsWith0(params string[] args)
    {
        var result = await CommandResult.RunAsync(args);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Environment_GivesBrokerAndTopic()
    {
        var variables = new Dictionary<string, string> { ["KAFKA_BOOTSTRAP_SERVERS"] = broker.Address, ["KAFKA_TOPIC"] = "from-environment" };
        var result = await CommandResult.RunAsync(["simulate", "--fast", "--count", "10"], environment: variables.GetValueOrDefault);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(10, broker.Read("from-environment", 10, TestContext.Current.CancellationToken).Count);
    }
}
