using Anomaly.Silo.Tests.Servers;
using Microsoft.Playwright;

namespace Anomaly.Silo.Tests.Standalone;

/// <summary>The page of the real program in the real browser.</summary>
public sealed class PageTests
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    public async Task Page_WhileSamplesFlow_ShowsTheirAnomaliesWithoutReload()
    {
        if (!File.Exists(Chromium))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{Chromium} is absent; run test/install-chromium.sh.");
            Assert.Skip($"{Chromium} is absent; run test/install-chromium.sh.");
        }

        using var folder = new TempFolder();
        await using var silo = await RealServers.StartSiloAsync(folder, new Dictionary<string, string>());
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var elsewhere = new List<string>();
        var errors = new List<string>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Host != "localhost")
            {
                elsewhere.Add(request.Url);
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        await page.GotoAsync(new Uri(silo.Web.BaseAddress!, "/").ToString());
        Assert.EndsWith("/ui", page.Url, StringComparison.Ordinal);

        // One series of our own, so that its anomaly can be told from the demo's.
        for (var i = 0; i < 5; i++)
        {
            var (status, body) = await silo.PostSamplesAsync($$"""{"series":"page/test","value":{{(i == 4 ? 99 : 10)}}}""");
            Assert.True(status == 202, body);
        }

        var row = page.Locator("tr.anomaly", new PageLocatorOptions { HasText = "page/test" }).First;
        await Assertions.Expect(row).ToContainTextAsync("99", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });
        await Assertions.Expect(row).ToHaveAttributeAsync("data-durable", "true");
        Assert.Empty(elsewhere);
        Assert.Empty(errors);

        if (Environment.GetEnvironmentVariable("ANOMALY_SCREENSHOT") is { Length: > 0 } file)
        {
            await Assertions.Expect(page.Locator("tr.anomaly", new PageLocatorOptions { HasText = "demo." }).First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        }
    }
}
