using System.Text;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;
using Confluent.Kafka;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>Partitions are handed over when silos come and go, and each is read on.</summary>
public sealed class SilosComeAndGoTests(RealServers servers)
{
    private const int Partitions = 8;

    [Fact]
    public async Task Silos_ComeAndGo_EveryPartitionIsOwnedAndReadOn()
    {
        var settings = await servers.SettingsAsync("come-and-go", Partitions, ("Storage__CheckpointInterval", "00:00:00.500"));
        var another = settings.Where(setting => !setting.Key.EndsWith("Port", StringComparison.Ordinal)).ToDictionary();
        const string prefix = "Kafka__Client__";
        var client = settings.Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(setting => setting.Key[prefix.Length..], setting => setting.Value);
        client["bootstrap.servers"] = settings["Kafka__BootstrapServers"];
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig(client)).Build();
        using var folder = new TempFolder();
        await using var first = await RealServers.StartSiloAsync(folder, settings);
        await AssertReadOnAsync("one", first);

        await using (var second = await RealServers.StartSiloAsync(folder, another))
        {
            await AssertReadOnAsync("two", first, second);
            await using (var third = await RealServers.StartSiloAsync(folder, another))
            {
                await AssertReadOnAsync("three", first, second, third);
                await third.StopAsync();
            }

            await AssertReadOnAsync("two-again", first, second);
            await second.StopAsync();
        }

        await AssertReadOnAsync("one-again", first);

        async Task AssertReadOnAsync(string round, params SiloProcess[] silos)
        {
            for (var partition = 0; partition < Partitions; partition++)
            {
                var value = Encoding.UTF8.GetBytes($$"""{"series":"{{round}}.{{partition}}","timestamp":1760000000,"value":1}""");
                await producer.ProduceAsync(new TopicPartition(settings["Kafka__Topic"], partition), new Message<string, byte[]> { Key = round, Value = value }, TestContext.Current.CancellationToken);
            }

            await Until.AnswersAsync(
                () => AnomalyTable.ScalarAsync(settings["POSTGRES_CONNECTION"], $"select count(*) from anomaly.series where series_id like '{round}.%'", TestContext.Current.CancellationToken),
                count => count == Partitions, $"each partition was read in round {round}");
            foreach (var silo in silos)
            {
                await Until.AnswersAsync(() => silo.GetAsync("/readyz"), answer => answer.Status == 200, $"a silo is ready in round {round}");
            }
        }
    }
}
