using System.Globalization;
using Confluent.Kafka;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>A known load: seeded walks with spikes, sent in order to the partition that each series' key says.</summary>
public sealed class Load(int series, int samplesEach, int seed)
{
    private const long Start = 1_760_000_000_000;

    public int Count => series * samplesEach;

    public IEnumerable<(string Series, long TimestampMs, double Value)> Samples()
    {
        var random = new Random(seed);
        for (var i = 0; i < samplesEach; i++)
        {
            for (var s = 0; s < series; s++)
            {
                var spike = random.Next(40) == 0 ? 60 : 0;
                yield return (string.Create(CultureInfo.InvariantCulture, $"load.{seed}.{s}"), Start + (i * 1000L), Math.Round(50 + (6 * random.NextDouble()) + spike, 3));
            }
        }
    }

    /// <summary>Sends all, as fast as the pause between the rounds lets it.</summary>
    public async Task SendAsync(IReadOnlyDictionary<string, string> settings, string topic, bool keyed, TimeSpan pause, CancellationToken cancellationToken)
    {
        var config = new ProducerConfig(new Dictionary<string, string>(settings)) { LingerMs = 2, MaxInFlight = 1 };
        using var producer = new ProducerBuilder<string?, string>(config).Build();
        var sent = 0;
        foreach (var (name, timestampMs, value) in Samples())
        {
            var json = string.Create(CultureInfo.InvariantCulture, $$"""{"series":"{{name}}","timestamp":{{timestampMs}},"value":{{value}}}""");
            producer.Produce(topic, new Message<string?, string> { Key = keyed ? name : null, Value = json });
            if (++sent % series == 0)
            {
                await Task.Delay(pause, cancellationToken);
            }
        }

        producer.Flush(cancellationToken);
    }
}
