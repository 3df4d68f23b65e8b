using System.Text;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class AnomalyOrderApiTests(WebFrontFixture front)
{
    [Theory]
    [InlineData("newest")]
    [InlineData("oldest")]
    [InlineData("series")]
    [InlineData("series_desc")]
    public async Task List_Order_HoldsAcrossPages(string order)
    {
        var method = "order " + order;
        string[] series = ["b", "a/ü?&\"", "B", "\uFFFD", "𝄞"];
        // One before 1970, whose cursor is negative.
        var records = Enumerable.Range(0, 40)
            .Select(i => Samples.Anomaly(series[i % 5]) with
            {
                Id = Guid.NewGuid(),
                DetectedAt = i == 7 ? DateTimeOffset.UnixEpoch.AddDays(-1) : Samples.Noon.AddMilliseconds(i / 20),
                DetectionMethod = method,
            })
            .ToArray();
        front.Store.Add(records);

        var seen = new List<string>();
        for (string? next = $"/anomalies?method={Uri.EscapeDataString(method)}&order={order}&limit=3"; next is not null;)
        {
            var response = await front.Http.GetAsync(next, Http.End);
            seen.AddRange((await response.JsonAsync()).AsArray().Select(Id));
            next = response.Next();
        }

        var bySeries = order.StartsWith("series", StringComparison.Ordinal);
        var ascending = records
            .OrderBy(record => bySeries ? Convert.ToHexString(Encoding.UTF8.GetBytes(record.MetricName)) : "", StringComparer.Ordinal)
            .ThenBy(record => record.DetectedAt)
            .ThenBy(record => record.Id.ToString(), StringComparer.Ordinal)
            .Select(record => record.Id.ToString());
        Assert.Equal(order is "oldest" or "series" ? ascending : ascending.Reverse(), seen);
    }

    [Fact]
    public async Task List_CursorFromBeforeThereWereOrders_StillGoesOn()
    {
        var records = Enumerable.Range(0, 3).Select(i => Samples.Anomaly("old cursor", Samples.Noon.AddSeconds(i))).ToArray();
        front.Store.Add(records);

        var cursor = $"{records[1].DetectedAt.ToUnixTimeMilliseconds()}.{records[1].Id:N}";
        var page = await (await front.Http.GetAsync($"/anomalies?series=old%20cursor&cursor={cursor}", Http.End)).JsonAsync();

        Assert.Equal([records[0].Id.ToString()], page.AsArray().Select(Id));
    }

    private static string Id(JsonNode? item) => item!["id"]!.GetValue<string>();
}
