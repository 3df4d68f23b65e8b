using System.Net;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class AnomalyExportApiTests(WebFrontFixture front)
{
    [Theory]
    [InlineData("newest")]
    [InlineData("oldest")]
    [InlineData("series")]
    public async Task Export_AsJson_IsAllOfManyPagesInOrder(string order)
    {
        var method = "export " + order;
        // More than two pages, in which many share their time.
        var records = Enumerable.Range(0, 1234)
            .Select(i => Samples.Anomaly("s" + (i % 3), Samples.Noon.AddMilliseconds(i / 50)) with { DetectionMethod = method })
            .ToArray();
        front.Store.Add(records);

        var response = await front.Http.GetAsync($"/anomalies/export?format=json&order={order}&method={Uri.EscapeDataString(method)}", Http.End);

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var ascending = records
            .OrderBy(record => order == "series" ? record.MetricName : "", StringComparer.Ordinal)
            .ThenBy(record => record.DetectedAt)
            .ThenBy(record => record.Id.ToString(), StringComparer.Ordinal)
            .Select(record => record.Id.ToString());
        Assert.Equal(
            order == "newest" ? ascending.Reverse() : ascending,
            (await response.JsonAsync()).AsArray().Select(item => item!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Export_WithoutFormat_IsACsvNamedByItsTimes()
    {
        front.Store.Add(Samples.Anomaly("=export\n\"csv\""), Samples.Anomaly("=export\n\"csv\"", Samples.Noon.AddHours(2)));

        var response = await front.Http.GetAsync(
            "/anomalies/export?from=2026-11-22T12:00:00Z&to=2026-11-22T13:00:00Z&series=" + Uri.EscapeDataString("=export\n\"csv\""), Http.End);

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("anomalies-20261122T120000Z-20261122T130000Z.csv", response.Content.Headers.ContentDisposition.FileName);
        var rows = (await response.Content.ReadAsStringAsync(Http.End)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, rows.Length);
        Assert.StartsWith("id,metric_name,labels,", rows[0], StringComparison.Ordinal);
        Assert.Contains(",\"'=export\n\"\"csv\"\"\",", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AsLines_IsOneItemALine()
    {
        front.Store.Add(Enumerable.Range(0, 150).Select(_ => Samples.Anomaly("export of lines")));

        var response = await front.Http.GetAsync("/anomalies/export?format=ndjson&series=export%20of%20lines", Http.End);

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        Assert.Matches(@"^anomalies-\d{8}T\d{6}Z\.ndjson$", response.Content.Headers.ContentDisposition!.FileName);
        var lines = (await response.Content.ReadAsStringAsync(Http.End)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(150, lines.Length);
        Assert.Empty(front.Contract.CheckValue(new JsonArray([.. lines.Select(line => JsonNode.Parse(line))]), "/anomalies", "application/json"));
    }

    [Theory]
    [InlineData("json", "[]")]
    [InlineData("ndjson", "")]
    public async Task Export_Nothing_IsAnEmptyFile(string format, string expected)
    {
        var response = await front.Http.GetAsync($"/anomalies/export?format={format}&series=nothing%20to%20export", Http.End);

        Assert.Equal((HttpStatusCode.OK, expected), (response.StatusCode, await response.Content.ReadAsStringAsync(Http.End)));
    }

    [Fact]
    public async Task Export_ContextsOfAMegabyte_AreAllThere()
    {
        var context = $$"""{"text":"{{new string('x', 1_000_000)}}"}""";
        front.Store.Add(Enumerable.Range(0, 110).Select(i => Samples.Anomaly("export of large contexts", Samples.Noon.AddSeconds(i)) with
        {
            Context = i < 100 ? "{}" : context,
        }));

        var response = await front.Http.GetAsync("/anomalies/export?format=ndjson&order=newest&series=export%20of%20large%20contexts", Http.End);

        Assert.Equal(110, (await response.Content.ReadAsStringAsync(Http.End)).Count(character => character == '\n'));
    }

    [Fact]
    public async Task Export_DatabaseGoesAwayMeanwhile_IsBrokenOffAndNotEnded()
    {
        const string Series = "export that breaks";
        front.Store.Add(Enumerable.Range(0, 300).Select(_ => Samples.Anomaly(Series)));
        front.Store.AwayAfterFirstPage = Series;
        using var http = new HttpClient { BaseAddress = new Uri(front.Address) };

        using var response = await http.GetAsync($"/anomalies/export?format=json&series={Uri.EscapeDataString(Series)}", HttpCompletionOption.ResponseHeadersRead, Http.End);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(Http.End));
    }

    [Fact]
    public async Task Export_ClientLeaves_ReadsNoFurther()
    {
        const string Series = "export that is left";
        var context = $$"""{"text":"{{new string('x', 100_000)}}"}""";
        front.Store.Add(Enumerable.Range(0, 600).Select(i => Samples.Anomaly(Series, Samples.Noon.AddSeconds(i)) with { Context = context }));
        var left = front.Store.WatchCancellation(Series);
        using var http = new HttpClient { BaseAddress = new Uri(front.Address) };

        using (await http.GetAsync($"/anomalies/export?series={Uri.EscapeDataString(Series)}", HttpCompletionOption.ResponseHeadersRead, Http.End))
        {
            // Left before the end.
        }

        await left.WaitAsync(TimeSpan.FromSeconds(30), Http.End);
    }
}
