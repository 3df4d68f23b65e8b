using System.Globalization;
using Anomaly.Producer.Formats;
using Anomaly.Producer.Replay;

namespace Anomaly.Producer.Tests.Replay;

public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("timestamp,value\n2014-04-01 00:00:00,1.5\n2014-04-01 00:05:00,-2\n")]
    [InlineData("2014-04-01 00:00:00,1.5\n2014-04-01 00:05:00,-2")]
    [InlineData("\uFEFFtimestamp,value\r\n\"2014-04-01 00:00:00\",\"1.5\"\r\n\r\n2014-04-01 00:05:00 , -2 ,extra\r\n")]
    [InlineData("Value,note,Timestamp\n1.5,x,2014-04-01 00:00:00\n-2,y,2014-04-01 00:05:00\n")]
    [InlineData("when,what\n1396310400,1.5\n1396310700,-2\n")]
    [InlineData(",Date,host,val\n0,2014-04-01 00:00:00,a,1.5\n1,2014-04-01 00:05:00,b,-2\n")]
    [InlineData("time;host;value\n2014-04-01 00:00:00;\"a;b\";1.5\n2014-04-01 00:05:00;\"c \"\"d\"\"; e\";-2\n")]
    [InlineData("\tvalue\ttime\n\t1.5\t2014-04-01T00:00:00Z\nx\t-2\t2014-04-01T02:05:00+02:00\n")]
    [InlineData("cpu,when,time\n1.5,x,2014-04-01 00:00:00\n-2,y,2014-04-01 00:05:00\n")]
    public void TryRead_HeaderOrNot_GivesTheRows(string text)
    {
        var (rows, bad) = Read(text);
        Assert.Equal(["2014-04-01T00:00:00Z 1.5", "2014-04-01T00:05:00Z -2"], rows);
        Assert.Empty(bad);
    }

    [Fact]
    public void TryRead_BadLines_AreToldWithTheirNumberAndSkipped()
    {
        var (rows, bad) = Read("timestamp,value\n2014-04-01 00:00:00,1\nyesterday,2\n2014-04-01 00:10:00,many\n2014-04-01 00:15:00\n2014-04-01 00:20:00,NaN\n2014-04-01 00:25:00,3\n");
        Assert.Equal(["2014-04-01T00:00:00Z 1", "2014-04-01T00:25:00Z 3"], rows);
        Assert.Equal([3, 4, 5, 6], bad.Select(one => one.Line));
        Assert.Contains("'yesterday' is no time", bad[0].Problem, StringComparison.Ordinal);
        Assert.Contains("'many' is no finite number", bad[1].Problem, StringComparison.Ordinal);
        Assert.Contains("no two columns", bad[2].Problem, StringComparison.Ordinal);
        Assert.Contains("'NaN' is no finite number", bad[3].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_FirstLineHalfData_IsABadLineAndNoHeader()
    {
        var (rows, bad) = Read("2014-04-01 00:00:00,oops\n2014-04-01 00:05:00,2\n");
        Assert.Single(rows);
        Assert.Equal(1, Assert.Single(bad).Line);
    }

    [Theory]
    [InlineData("timestamp,seen,value,free\n9,2014-04-01 00:00:00,7,1.5\n9,2014-04-01 00:05:00,7,-2\n", "Seen", "free")]
    [InlineData("timestamp,seen,value,free\n9,2014-04-01 00:00:00,7,1.5\n9,2014-04-01 00:05:00,7,-2\n", "2", "4")]
    [InlineData("x,1.5,2014-04-01 00:00:00\ny,-2,2014-04-01 00:05:00\n", "3", "2")]
    public void TryRead_ColumnsChosen_TakesThem(string text, string time, string value)
    {
        var (rows, bad) = Read(text, new CsvColumns(time, value));
        Assert.Equal(["2014-04-01T00:00:00Z 1.5", "2014-04-01T00:05:00Z -2"], rows);
        Assert.Empty(bad);
    }

    [Theory]
    [InlineData("time,cpu,mem\n1,2,3\n", "disk", "the value column is 'disk'; it must be one of time, cpu, mem, or a number from 1 to 3")]
    [InlineData("time,cpu,mem\n1,2,3\n", "4", "the value column is '4'; it must be one of time, cpu, mem, or a number from 1 to 3")]
    [InlineData("1,2,3\n", "cpu", "the value column is 'cpu', but the file has no header; it must be a number from 1")]
    public void TryRead_ChosenColumnAbsent_SaysWhichThereAre(string text, string value, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Read(text, new CsvColumns(null, value))).Message);

    private static (List<string> Rows, List<(long Line, string Problem)> Bad) Read(string text, CsvColumns? columns = null)
    {
        var bad = new List<(long, string)>();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        using var rows = new CsvRows(new StreamReader(stream), (line, problem) => bad.Add((line, problem)), columns);
        var good = new List<string>();
        while (rows.TryRead(out var row))
            good.Add(string.Create(CultureInfo.InvariantCulture, $"{TimeText.Rfc3339(row.Time)} {row.Value}"));
        return (good, bad);
    }
}
