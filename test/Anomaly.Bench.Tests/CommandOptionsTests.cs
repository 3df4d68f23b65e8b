namespace Anomaly.Bench.Tests;

public sealed class CommandOptionsTests
{
    [Fact]
    public void Options_GivenAndNot_AreReadOrDefault()
    {
        var options = new CommandOptions("pipeline", ["--series", "500,10000", "--json", "rows.json"]);

        Assert.Equal([500, 10_000], options.Numbers("--series", 1));
        Assert.Equal(3, options.Number("--repeat", 3));
        Assert.Null(options.NumberOrNull("--rate"));
        Assert.Equal("rows.json", options.Text("--json"));
        options.End();
    }

    [Fact]
    public void CommandLine_LeavesOutWhereRowsAreWritten() =>
        Assert.Equal("bench/run.sh pipeline --series 500", new CommandOptions("pipeline", ["--json", "rows.json", "--series", "500"]).CommandLine);

    [Theory]
    [InlineData("--series is '0'; it must be a whole number, 1 or more", "--series", "0")]
    [InlineData("--series is 'many'; it must be a whole number, 1 or more", "--series", "many")]
    [InlineData("--series is ''; it must be a whole number, 1 or more", "--series", "5,")]
    [InlineData("--series has no value; it must have one", "--series")]
    [InlineData("'500' is no option of pipeline; options are --name value", "500")]
    [InlineData("--serie is no option of pipeline; --series are", "--serie", "5")]
    public void Option_ThatCannotWork_IsRefused(string message, params string[] args)
    {
        var refused = Assert.Throws<OptionException>(() =>
        {
            var options = new CommandOptions("pipeline", args);
            options.Numbers("--series", 1);
            options.End();
        });
        Assert.Equal(message, refused.Message);
    }
}
