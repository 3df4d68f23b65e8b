using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Settings;

/// <summary>A topic with fewer partitions than was asked for, and than there are silos.</summary>
public sealed class FewPartitionsTests(RealServers servers)
{
    [Fact]
    public async Task Start_FewerPartitionsThanAskedFor_SaysSoAndTheRemedy_AndASiloTooManySaysThatItReadsNothing()
    {
        using var folder = new TempFolder();
        var settings = await servers.SettingsAsync("few-partitions", 1, ("Kafka__Partitions", "3"));
        await using var one = await RealServers.StartSiloAsync(folder, settings);

        Assert.Contains(
            "topic few-partitions has 1 partitions, fewer than Kafka:Partitions, which is 3; no more silos than partitions can share the work. "
            + "Add some (kafka-topics.sh --alter --topic few-partitions --partitions 3), or set Kafka:Partitions to 1",
            one.Output,
            StringComparison.Ordinal);

        var another = settings.Where(setting => !setting.Key.EndsWith("Port", StringComparison.Ordinal)).ToDictionary();
        await using var two = await RealServers.StartSiloAsync(folder, another);
        await Until.AnswersAsync(
            () => Task.FromResult(one.Output + two.Output),
            output => output.Contains("this silo reads nothing: the topic has 1 partitions for 2 silos. Add partitions (kafka-topics.sh --alter), or run fewer silos", StringComparison.Ordinal),
            "the silo that reads nothing says so");
    }
}
