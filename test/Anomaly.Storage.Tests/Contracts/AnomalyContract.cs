using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class AnomalyContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task Find_WholeRecord_ComesBackWhole()
    {
        var record = Some.Anomaly("Grüße ☃ 𝄞 '\"\\/%_", 1) with
        {
            Id = Guid.Parse("0199aabb-ccdd-7eef-8011-223344556677"),
            Labels = new Dictionary<string, string> { ["z"] = "1", ["a\"b"] = "ü\\\n𝄞", [""] = "" },
            Timestamp = new(2026, 11, 22, 10, 0, 0, 1, TimeSpan.FromHours(2)),
            DetectedAt = new(2026, 11, 22, 10, 0, 0, 999, TimeSpan.Zero),
            Value = -0.0,
            Threshold = 1e308,
            Status = AnomalyStatus.FalseAlarm,
            AnomalyScore = double.Epsilon,
            ZScore = -1e308,
            Expected = 0.1 + 0.2,
            Lower = -0.0,
            Upper = double.PositiveInfinity,
            Severity = AnomalySeverity.Critical,
            Direction = AnomalyDirection.Both,
            IncidentId = Guid.NewGuid(),
            Context = """{"window":[-0.5,1e308,1.5],"text":"ü\"\n☃","nothing":null}""",
            Config = "{}",
            Source = new("metrics", int.MaxValue, 7, long.MaxValue, 5),
        };
        await AddAsync(record);

        var found = await Storage.Anomalies.FindAsync(record.Id, Token);

        AssertSame(record, found);
    }

    [Fact]
    public async Task Find_SmallestRecord_ComesBackWithItsNulls()
    {
        var record = Some.Anomaly("cpu", 1);
        await AddAsync(record);

        AssertSame(record, await Storage.Anomalies.FindAsync(record.Id, Token));
    }

    [Fact]
    public async Task Find_NumbersThatAreNone_DoNotStopTheFlush()
    {
        var record = Some.Anomaly("cpu", 1) with { AnomalyScore = double.NaN, Threshold = double.PositiveInfinity };
        await AddAsync(record);

        var found = await Storage.Anomalies.FindAsync(record.Id, Token);

        Assert.Equal((double.NaN, double.PositiveInfinity), (found!.AnomalyScore, found.Threshold));
    }

    [Fact]
    public async Task Find_TextThatADatabaseRefuses_DoesNotStopTheFlush()
    {
        var record = Some.Anomaly("cpu", 1) with
        {
            Reason = "a\0b\udc00",
            Context = """{"a":"\u0000 \ud800"}""",
            Labels = new Dictionary<string, string> { ["l"] = "\0" },
        };
        await AddAsync(record);

        var found = await Storage.Anomalies.FindAsync(record.Id, Token);

        Assert.Equal(("a\uFFFDb\uFFFD", "\uFFFD"), (found!.Reason, found.Labels["l"]));
        Assert.Equal("\uFFFD \uFFFD", (string?)JsonNode.Parse(found.Context)!["a"]);
    }

    [Fact]
    public async Task Find_TimesFinerThanMilliseconds_AreCut()
    {
        var record = Some.Anomaly("cpu", 1) with { Timestamp = Some.Time.AddTicks(9_999), DetectedAt = Some.Time.AddTicks(9_999) };
        await AddAsync(record);

        var found = await Storage.Anomalies.FindAsync(record.Id, Token);

        Assert.Equal((Some.Time, Some.Time), (found!.Timestamp, found.DetectedAt));
    }

    [Fact]
    public async Task Find_Unknown_IsNull() => Assert.Null(await Storage.Anomalies.FindAsync(Guid.NewGuid(), Token));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_PageByPageAmongEqualTimes_HasNoGapAndNoRepeat(bool oldestFirst)
    {
        // Ids whose byte order differs from the order of their halves as signed numbers.
        var records = Enumerable.Range(0, 60)
            .Select(i => Some.Anomaly("cpu", 0, Some.Time.AddMilliseconds(i / 20)) with { Id = Guid.NewGuid() })
            .ToArray();
        await AddAsync(records);
        var expected = records.OrderBy(record => record.DetectedAt).ThenBy(record => record.Id.ToString(), StringComparer.Ordinal)
            .Select(record => record.Id).ToArray();
        if (!oldestFirst)
            Array.Reverse(expected);

        var read = new List<Guid>();
        AnomalyCursor? after = null;
        while (await Storage.Anomalies.QueryAsync(new() { After = after, Limit = 7, OldestFirst = oldestFirst }, Token) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= 7);
            read.AddRange(page.Select(record => record.Id));
            after = new(page[^1].DetectedAt, page[^1].Id);
        }

        Assert.Equal(expected, read);
    }

    [Fact]
    public async Task Query_Filters_LetOnlyTheirOwnPass()
    {
        var other = Some.Anomaly("mem", 2, Some.Time.AddSeconds(1)) with
        {
            DetectionMethod = "isolation_forest",
            Severity = AnomalySeverity.Critical,
            Status = AnomalyStatus.Confirmed,
        };
        await AddAsync(Some.Anomaly("cpu", 1), other);

        foreach (var query in new AnomalyQuery[]
        {
            new() { Series = "mem" },
            new() { Method = "isolation_forest" },
            new() { Severity = AnomalySeverity.Critical },
            new() { Status = AnomalyStatus.Confirmed },
            new() { From = Some.Time.AddSeconds(1) },
            new() { From = Some.Time.AddMilliseconds(1), To = Some.Time.AddSeconds(2) },
            new() { Series = "mem", Method = "isolation_forest", Severity = AnomalySeverity.Critical, Status = AnomalyStatus.Confirmed },
            new() { Limit = 1 },
        })
            Assert.Equal(["mem"], (await Storage.Anomalies.QueryAsync(query, Token)).Select(record => record.MetricName));

        foreach (var query in new AnomalyQuery[]
        {
            new() { Series = "MEM" },
            new() { Series = "m%" },
            new() { Series = "cpu", Status = AnomalyStatus.Confirmed },
            new() { From = Some.Time.AddMilliseconds(1), To = Some.Time.AddSeconds(1) },
            new() { Severity = AnomalySeverity.Info },
            new() { Status = AnomalyStatus.FalseAlarm },
            new() { Limit = 0 },
        })
            Assert.Empty(await Storage.Anomalies.QueryAsync(query, Token));

        Assert.Equal(["cpu"], (await Storage.Anomalies.QueryAsync(new() { To = Some.Time.AddSeconds(1) }, Token)).Select(record => record.MetricName));
    }

    private async Task AddAsync(params AnomalyRecord[] records)
    {
        var result = await Storage.Partitions.FlushAsync(await ClaimAsync(), [], records, Token);
        Assert.Equal(records.Length, result.Anomalies);
    }

    private static void AssertSame(AnomalyRecord expected, AnomalyRecord? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Labels.OrderBy(label => label.Key), actual.Labels.OrderBy(label => label.Key));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected.Context), JsonNode.Parse(actual.Context)), actual.Context);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected.Config), JsonNode.Parse(actual.Config)), actual.Config);
        Assert.Equal(double.IsNegative(expected.Value), double.IsNegative(actual.Value));
        Assert.Equal(double.IsNegative(expected.Lower ?? 0), double.IsNegative(actual.Lower ?? 0));
        Assert.Equal(TimeSpan.Zero, actual.Timestamp.Offset);
        Assert.Equal(expected, actual with { Labels = expected.Labels, Context = expected.Context, Config = expected.Config });
    }
}
