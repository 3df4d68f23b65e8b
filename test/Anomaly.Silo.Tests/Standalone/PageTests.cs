using Anomaly.Dashboard.Tests.Browser;
using Anomaly.Silo.Tests.Servers;
using Microsoft.Playwright;

namespace Anomaly.Silo.Tests.Standalone;

/// <summary>The pages of the program on its own.</summary>
public sealed class PageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task Page_WhileSamplesFlow_ShowsTheirAnomaliesWithoutReload()
    {
        using var folder = new TempFolder();
        await using var silo = await RealServers.StartSiloAsync(folder, ExactLevels.Alone());
        await using var watched = await chromium.OpenAsync($"{silo.Web.BaseAddress}ui/anomalies?series=page%2Ftest");

        for (var i = 0; i < 5; i++)
        {
            var (status, body) = await silo.PostSamplesAsync($$"""{"series":"page/test","value":{{(i == 4 ? 99 : 10)}}}""");
            Assert.True(status == 202, body);
        }

        await Assertions.Expect(watched.Page.Locator("tr.anomaly")).ToHaveAttributeAsync("data-durable", "true");
        watched.AssertQuiet();
    }
}
