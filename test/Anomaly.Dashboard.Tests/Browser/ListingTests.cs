using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>Filters, orders and the address of the list. Each test has series of its own.</summary>
public sealed class ListingTests(WebFrontFixture front, ChromiumFixture chromium) : IClassFixture<WebFrontFixture>
{
    [Fact]
    public async Task Filters_PickedOneByOne_StandInTheAddressWhichRestoresThem()
    {
        const string Series = "filters/<b>50%</b>?a=b&c#\"ü\"+温度";
        front.Catalog.Add(Samples.Series(Series), Samples.Series("filters/other"));
        var hit = Samples.Anomaly(Series, Samples.Noon, AnomalySeverity.Critical, "isolation_forest", AnomalyStatus.Confirmed);
        var otherStatus = Samples.Anomaly(Series, Samples.Noon, AnomalySeverity.Critical, "isolation_forest");
        front.Store.Add(
            hit,
            otherStatus,
            Samples.Anomaly(Series, Samples.Noon, AnomalySeverity.Info, "isolation_forest", AnomalyStatus.Confirmed),
            Samples.Anomaly(Series, Samples.Noon, AnomalySeverity.Critical, "moving_average", AnomalyStatus.Confirmed),
            Samples.Anomaly("filters/other", Samples.Noon, AnomalySeverity.Critical, "isolation_forest", AnomalyStatus.Confirmed));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies");
        var rows = watched.Page.Locator("tr.anomaly");

        await watched.Page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "Series" }).PressSequentiallyAsync("温");
        await Assertions.Expect(watched.Page.Locator(".suggestion")).ToHaveTextAsync([Series]);
        await watched.ShowAsync("listing-suggestions");
        await watched.Page.Keyboard.PressAsync("ArrowDown");
        await watched.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(rows).ToHaveCountAsync(4);
        await Select(watched, "Method").SelectOptionAsync("isolation_forest");
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await Select(watched, "Severity").SelectOptionAsync("critical");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Select(watched, "Status").SelectOptionAsync("confirmed");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(watched.Row(hit.Id)).ToBeVisibleAsync();
        await watched.ShowAsync("listing-filtered");

        var filters = $"series={Uri.EscapeDataString(Series)}&method=isolation_forest&severity=critical&status=confirmed";
        Assert.Equal($"{front.Address}/ui/anomalies?{filters}", watched.Page.Url);
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Export as CSV" })).ToHaveAttributeAsync("href", $"/anomalies/export?format=csv&{filters}");
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Export as JSON" })).ToHaveAttributeAsync("href", $"/anomalies/export?format=json&{filters}");
        await using (var again = await chromium.OpenAsync(watched.Page.Url))
        {
            await Assertions.Expect(again.Page.Locator("tr.anomaly")).ToHaveCountAsync(1);
            await Assertions.Expect(again.Row(hit.Id)).ToBeVisibleAsync();
            await Assertions.Expect(Select(again, "Severity")).ToHaveValueAsync("critical");
        }

        await watched.Page.GoBackAsync();
        await Assertions.Expect(watched.Row(otherStatus.Id)).ToBeVisibleAsync();
        await Assertions.Expect(Select(watched, "Status")).ToHaveValueAsync("");
        await watched.Page.GoForwardAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Live_OnlyWhatAgreesWithTheFiltersArrives()
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies?series=live-filter&severity=critical");
        await Assertions.Expect(watched.Page.GetByText("No anomaly agrees")).ToBeVisibleAsync();
        var hit = Samples.Anomaly("live-filter", severity: AnomalySeverity.Critical);

        await front.PublishAsync(durable: true, Samples.Anomaly("live-filter"), Samples.Anomaly("live-other", severity: AnomalySeverity.Critical), hit);

        await Assertions.Expect(watched.Row(hit.Id)).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.Locator("tr.anomaly")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Live_InAnotherOrder_IsCountedAndLeadsToTheNewest()
    {
        front.Store.Add(Samples.Anomaly("quiet", Samples.Noon));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies?series=quiet&order=oldest");
        await Assertions.Expect(watched.Page.Locator("tr.anomaly")).ToHaveCountAsync(1);
        var live = Samples.Anomaly("quiet", Samples.Noon.AddMinutes(1));

        await front.PublishAsync(durable: false, live);
        await front.PublishAsync(durable: true, live);
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "1 new" }).ClickAsync();

        await Assertions.Expect(watched.Page.Locator("tr.anomaly").First).ToHaveAttributeAsync("data-id", live.Id.ToString());
        Assert.EndsWith("/ui/anomalies?series=quiet", watched.Page.Url, StringComparison.Ordinal);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task CustomTime_IsInTheViewersZoneAndReachesTheServerInUtc()
    {
        var inside = Samples.Anomaly("zone-filter", Samples.Noon);
        front.Store.Add(inside, Samples.Anomaly("zone-filter", Samples.Noon.AddSeconds(-1)));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies?series=zone-filter&range=24h");
        await Select(watched, "Time").SelectOptionAsync("custom");

        var from = watched.Page.GetByLabel("From", new PageGetByLabelOptions { Exact = true });
        await from.FillAsync("2026-11-22T17:30");
        await from.BlurAsync();

        await Assertions.Expect(watched.Page.Locator("tr.anomaly")).ToHaveCountAsync(1);
        await Assertions.Expect(watched.Row(inside.Id)).ToBeVisibleAsync();
        Assert.EndsWith("from=2026-11-22T12%3A00%3A00.000Z", watched.Page.Url, StringComparison.Ordinal);
        await using var again = await chromium.OpenAsync(watched.Page.Url);
        await Assertions.Expect(again.Page.GetByLabel("From", new PageGetByLabelOptions { Exact = true })).ToHaveValueAsync("2026-11-22T17:30");
        await again.ShowAsync("listing-custom-time");
    }

    [Fact]
    public async Task NarrowScreen_FiltersAreChipsThatGo()
    {
        front.Store.Add(Samples.Anomaly("chips", severity: AnomalySeverity.Critical), Samples.Anomaly("chips"));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies?series=chips&severity=critical", 390, 844);
        await Assertions.Expect(watched.Page.Locator("tr.anomaly")).ToHaveCountAsync(1);
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Filters and order" }).ClickAsync();
        await watched.ShowAsync("listing-390");
        Assert.Equal(390, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Remove the filter Severity: Critical" }).ClickAsync();

        await Assertions.Expect(watched.Page.Locator("tr.anomaly")).ToHaveCountAsync(2);
        watched.AssertQuiet();
    }

    private static ILocator Select(WatchedPage watched, string name) =>
        watched.Page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = name, Exact = true });
}
