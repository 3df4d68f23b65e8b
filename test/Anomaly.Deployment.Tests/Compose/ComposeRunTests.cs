
namespace Anomaly.Deployment.Tests.Compose;

/// <summary>What the compose file starts does its work.</summary>
[Collection(nameof(OnComposeCluster))]
public sealed class ComposeRunTests(ComposeCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Up_TheProducersSeries_AreOnTheDashboard_AndBothSilosWork()
    {
        foreach (var service in cluster.File.Services.Values.Where(service => service is { BuildTarget: not null, Health.Count: > 0 }))
        {
            await cluster[service.Name].BecomeHealthyAsync(Token);
        }

        using var dashboard = cluster.Client("dashboard", 5000);
        var series = cluster.File.Services["producer"].Command.SkipWhile(word => word != "--series").ElementAt(1);
        await Eventually(async () => (await dashboard.GetFromJson("/api/v1/series?limit=1000")).GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture) == series, "the producer's series are listed");
        foreach (var silo in (string[])["silo-1", "silo-2"])
        {
            using var metrics = cluster.Client(silo, 8000);
            await Eventually(async () => await metrics.Metric("metrics_processed_total") > 0, $"{silo} processes samples");
        }

        Assert.Contains("<title>", await dashboard.GetStringAsync(new Uri("/ui", UriKind.Relative), Token), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await dashboard.GetAsync(new Uri("/orleans/", UriKind.Relative), Token)).StatusCode);
        // Files of packages are where a published program finds them, and a silo of the image could be a dashboard too.
        Assert.True(File.Exists(cluster.Images["silo"].Path("wwwroot/_framework/blazor.web.js")));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await dashboard.GetAsync(new Uri("/_framework/blazor.web.js", UriKind.Relative), Token)).StatusCode);
    }

    [Fact]
    public async Task Stop_ASilo_LeavesInOrderWithinItsTime_AndComesBack()
    {
        await cluster["silo-2"].BecomeHealthyAsync(Token);
        Assert.Equal(0, await cluster["silo-2"].StopAsync());

        using (var metrics = cluster.Client("silo-1", 8000))
        {
            await Eventually(async () => await metrics.Count("partition_lag_records") == 8 && await metrics.Metric("worker_up") == 1, "the other silo has all partitions");
        }

        await cluster.StartAsync("silo-2", Token);
        await cluster["silo-2"].BecomeHealthyAsync(Token);
        using var back = cluster.Client("silo-2", 8000);
        await Eventually(async () => await back.Metric("metrics_processed_total") > 0, "the silo that came back processes samples");
    }

    [Fact]
    public async Task Channel_WithASecret_IsSavedByTheKeyOfTheFile_AndTestedByASilo()
    {
        await cluster["dashboard"].BecomeHealthyAsync(Token);
        using var dashboard = cluster.Client("dashboard", 5000);

        // Nobody listens there.
        using var saved = await dashboard.PutAsync(
            new Uri("/api/v1/channels/hook", UriKind.Relative),
            new StringContent("""{"type":"webhook","settings":{"url":"http://127.0.0.1:9/"},"secrets":{"signing_key":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}""", System.Text.Encoding.UTF8, "application/json"),
            Token);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(Token));
        using var tested = await dashboard.PostAsync(new Uri("/api/v1/channels/hook/test", UriKind.Relative), null, Token);

        Assert.Contains("refused", await tested.Content.ReadAsStringAsync(Token), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task Eventually(Func<Task<bool>> condition, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            while (!await condition())
            {
                await Task.Delay(250, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            throw new TimeoutException($"Within 60 s it did not happen that {what}.");
        }
    }
}
