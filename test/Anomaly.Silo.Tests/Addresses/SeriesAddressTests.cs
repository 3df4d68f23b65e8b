using System.Text;
using System.Text.Json;
using Anomaly.Dashboard.Tests.Browser;
using Anomaly.Silo.Tests.BadInput;
using Anomaly.Silo.Tests.Servers;
using Microsoft.Playwright;

namespace Anomaly.Silo.Tests.Addresses;

/// <summary>A series' id may be any text: every address that names it finds it and no other.</summary>
[Collection(nameof(OnOneProcess))]
public sealed class SeriesAddressTests(OneProcess process, ChromiumFixture chromium)
{
    private static readonly string[] Ids = ["a/b", "a%2Fb", "a%252Fb", "50%", "up{job=\"x\"}", "ünï 😀", "a?b#c&d=e+f", "a\\b;c"];

    public static TheoryData<string> Names => [.. Ids];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Series_ByItsAddress_IsThatOne(string id)
    {
        await SendAllAsync();
        await SendAsync(id, ValueOf(id)); // another test may have sent another value since
        var (_, body) = await Until.AnswersAsync(
            () => process.Silo.GetAsync(AddressOf(id)),
            answer => answer.Status == 200 && LastValue(answer.Body) == ValueOf(id),
            $"the series at {AddressOf(id)} has the value {ValueOf(id)}");
        using var series = JsonDocument.Parse(body);
        Assert.Equal(id, series.RootElement.GetProperty("id").GetString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Anomalies_OfASeries_AreItsOwn(string id)
    {
        await SendAllAsync();
        var found = await AnomaliesAsync(id);
        Assert.All(found, anomaly => Assert.Equal(id, anomaly.GetProperty("metric_name").GetString()));
        Assert.Contains(found, anomaly => anomaly.GetProperty("value").GetDouble() == ValueOf(id));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task List_ThatMatchesAnId_HasTheSeriesWhoseIdContainsIt(string id)
    {
        await SendAllAsync();
        await AnomaliesAsync(id); // it is saved
        var found = (await process.Silo.GetListAsync($"/api/v1/series?match={Uri.EscapeDataString(id)}")).Select(series => series.GetProperty("id").GetString()).ToArray();
        Assert.Equal([id], found);
    }

    [Fact]
    public async Task List_PageByPage_HasEachSeriesOnce()
    {
        await SendAllAsync();
        foreach (var id in Ids)
        {
            await AnomaliesAsync(id);
        }

        var found = new List<string>();
        for (var address = "/api/v1/series?limit=1"; address is not null;)
        {
            using var response = await process.Silo.Web.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            found.AddRange(page.RootElement.EnumerateArray().Select(series => series.GetProperty("id").GetString()!));
            address = response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(found.Distinct(StringComparer.Ordinal), found);
        Assert.Superset(Ids.ToHashSet(StringComparer.Ordinal), found.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Stream_OfASeries_HasItsAnomaliesAlone(string id)
    {
        await SendAllAsync();
        await AnomaliesAsync(id);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/anomalies/stream?series={Uri.EscapeDataString(id)}", UriKind.Relative));
        using var response = await process.Silo.Web.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await lines.ReadLineAsync(TestContext.Current.CancellationToken); // it is open
        var other = Ids[(Array.IndexOf(Ids, id) + 1) % Ids.Length];
        await SendAsync(other, 5000);
        await SendAsync(id, 6000);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        string? line;
        do
        {
            line = await lines.ReadLineAsync(patience.Token);
        }
        while (line is not null && !line.StartsWith("data:", StringComparison.Ordinal));

        using var anomaly = JsonDocument.Parse(line!["data:".Length..]);
        Assert.Equal(id, anomaly.RootElement.GetProperty("metric_name").GetString());
    }

    [Fact]
    public async Task Page_LinksOfItsRows_LeadToTheirSeries()
    {
        await SendAllAsync();
        foreach (var id in Ids)
        {
            await AnomaliesAsync(id);
        }

        await using var list = await chromium.OpenAsync($"{process.Silo.Web.BaseAddress}ui/anomalies");
        foreach (var id in Ids)
        {
            await SendAsync(id, ValueOf(id)); // another test may have sent another value since
            var link = list.Page.Locator("td.series a").And(list.Page.GetByTitle(id, new() { Exact = true })).First;
            await using var series = await chromium.OpenAsync(await link.EvaluateAsync<string>("link => link.href"));
            await Assertions.Expect(series.Page.Locator("h1")).ToHaveTextAsync(id);
            await Assertions.Expect(series.Page.Locator(".last-value")).ToHaveTextAsync(ValueOf(id).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string AddressOf(string id) => $"/api/v1/series/{Uri.EscapeDataString(id)}";

    /// <summary>Each has a last value that no other has.</summary>
    private static double LastValue(string body)
    {
        using var series = JsonDocument.Parse(body);
        return series.RootElement.GetProperty("last_value").GetDouble();
    }

    private static double ValueOf(string id) => 100 + Array.IndexOf(Ids, id);

    private async Task<JsonElement[]> AnomaliesAsync(string id) => await Until.AnswersAsync(
        () => process.Silo.GetListAsync($"/anomalies?limit=1000&series={Uri.EscapeDataString(id)}"), list => list.Length > 0, $"'{id}' has an anomaly");

    /// <summary>A calm start and a jump, once for all tests.</summary>
    private async Task SendAllAsync()
    {
        if (!process.Once(nameof(SeriesAddressTests)))
        {
            return;
        }

        foreach (var id in Ids)
        {
            foreach (var value in (double[])[1, 1, 1, 1, ValueOf(id)])
            {
                await SendAsync(id, value);
            }
        }
    }

    private async Task SendAsync(string id, double value) => await process.SendAsync(
        Array.IndexOf(Ids, id) % 4, Encoding.UTF8.GetBytes(id), JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["series"] = id, ["value"] = value }));
}
