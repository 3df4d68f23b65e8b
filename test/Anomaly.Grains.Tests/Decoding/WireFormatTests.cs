using System.Text.RegularExpressions;
using Anomaly.Grains.Decoding;

namespace Anomaly.Grains.Tests.Decoding;

/// <summary>What docs/wire-format.md says of records, and the program, are the same.</summary>
public sealed partial class WireFormatTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "wire-format.md"));

    private static readonly string[][] Refusals =
    [
        .. Page.SkipWhile(line => !line.StartsWith("| reason | what", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray()),
    ];

    public static TheoryData<string> Examples =>
    [
        .. Page.SkipWhile(line => !line.StartsWith("### How formats", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("### Times", StringComparison.Ordinal))
            .Concat(Page.SkipWhile(line => !line.StartsWith("### Records that are sent again", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("### Why", StringComparison.Ordinal)))
            .Where(line => ExampleStart().IsMatch(line)),
    ];

    public static TheoryData<string, string, string> RefusedExamples =>
        new(Refusals.Where(row => row[2].Length > 0).Select(row => (row[0].Trim('`'), row[2].Trim('`'), row[3].Trim('`'))));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_OfTheFormats_IsRead(string record) => Assert.NotEmpty(Reading.Samples(record));

    [Theory]
    [MemberData(nameof(RefusedExamples))]
    public void Example_OfARefusal_IsRefusedInTheseWords(string reason, string record, string words)
    {
        var error = Reading.Error(record);
        Assert.Equal((reason, words), (error.Reason, $"{error.Field} {error.Detail}"));
    }

    [Fact]
    public void Refusals_AreAllThatThereAre() =>
        Assert.Equal(
            RejectReason.All.Concat(RejectReason.Later).Order(StringComparer.Ordinal),
            Refusals.Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal));

    [Fact]
    public void PrometheusExample_HasTheIdOfThePage()
    {
        var record = Page.Single(line => line.Contains("\"__name__\":\"up\"", StringComparison.Ordinal));
        Assert.Contains(Page, line => line.Contains($"This one is `{Reading.Sample(record).Series}`", StringComparison.Ordinal));
    }

    [GeneratedRegex("^(\\{|\\[\\{|cpu,)")]
    private static partial Regex ExampleStart();
}
