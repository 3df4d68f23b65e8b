using System.Net;
using Anomaly.Silo.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>A series that was idle long enough to be collected goes on where it was, with its row.</summary>
public sealed class CollectedSeriesTests
{
    [Fact]
    public async Task Collection_OfAnIdleSeries_NextSampleContinuesItsStateInTheSameSession()
    {
        using var folder = new TempFolder();
        await using var silo = await RealServers.StartSiloAsync(folder, ExactLevels.Alone(("Storage__CheckpointInterval", "00:00:00.300")));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(202, (await silo.PostSamplesAsync("""{"series":"idle","value":10}""")).Status);
        }

        await Until.AnswersAsync(() => silo.GetListAsync("/api/v1/series"), list => list.Any(each => each.GetProperty("warm_up").GetProperty("seen").GetInt32() == 4), "four samples are saved");
        await CollectAsync(silo.GatewayPort);

        // The fifth fills the moving average's window of five: without the four before it there would be no alarm.
        Assert.Equal(202, (await silo.PostSamplesAsync("""{"series":"idle","value":100}""")).Status);
        await Until.AnswersAsync(() => silo.GetListAsync("/anomalies?series=idle"), list => list.Length == 1, "the sample after the collection is an anomaly");
        Assert.DoesNotContain("owner epoch 2", silo.Output, StringComparison.Ordinal);
    }

    private static async Task CollectAsync(int gatewayPort)
    {
        using var client = Host.CreateDefaultBuilder().UseOrleansClient(orleans => orleans
            .UseStaticClustering(new IPEndPoint(IPAddress.Loopback, gatewayPort))
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("anomaly", "anomaly"))).Build();
        await client.StartAsync(TestContext.Current.CancellationToken);
        var management = client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0);
        await Until.AnswersAsync(
            async () =>
            {
                await management.ForceActivationCollection(TimeSpan.Zero);
                return await management.GetDetailedGrainStatistics(["Anomaly.Grains.Series.SeriesGrain,Anomaly.Grains"]);
            },
            left => !left.Any(grain => grain.GrainType.Contains("SeriesGrain", StringComparison.Ordinal)),
            "the series' grain is collected");
        await client.StopAsync(TestContext.Current.CancellationToken);
    }
}
