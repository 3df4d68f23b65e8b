using System.Globalization;
using Confluent.Kafka;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>A known load: seeded noise with spikes, or values by their number, sent in order to the partition that each series' key says.</summary>
public sealed class Load(int series, int samplesEach, int seed, Func<int, double>? value = null, long start = 1_760_000_000_000)
{
    public int Count => series * samplesEach;

    /// <summary>How often each series gets a sample.</summary>
    public int Rounds => samplesEach;

    public IEnumerable<(string Series, long TimestampMs, double Value)> Samples()
    {
        var random = new Random(seed);
        for (var i = 0; i < samplesEach; i++)
        {
            for (var s = 0; s < series; s++)
            {
                var spike = random.Next(40) == 0 ? 60 : 0;
                yield return (string.Create(CultureInfo.InvariantCulture, $"load.{seed}.{s}"), start + (i * 1000L), value?.Invoke(i) ?? Math.Round(50 + (6 * random.NextDouble()) + spike, 3));
            }
        }
    }

    /// <summary>Sends all.</summary>
    public Task SendAsync(IReadOnlyDictionary<string, string> settings, string topic, bool keyed, CancellationToken cancellationToken) =>
        SendAsync(settings, topic, keyed, 0, Rounds, TimeSpan.Zero, cancellationToken);

    /// <summary>Sends some rounds, with a pause after each.</summary>
    public Task SendAsync(IReadOnlyDictionary<string, string> settings, string topic, bool keyed, int from, int to, TimeSpan pause, CancellationToken cancellationToken) =>
        SendAsync(settings, topic, keyed, from, to, () => pause, cancellationToken);

    /// <summary>Sends some rounds, with a pause after each that may depend on what was reached.</summary>
    public async Task SendAsync(IReadOnlyDictionary<string, string> settings, string topic, bool keyed, int from, int to, Func<TimeSpan> pause, CancellationToken cancellationToken)
    {
        var config = new ProducerConfig(new Dictionary<string, string>(settings)) { LingerMs = 2, MaxInFlight = 1, QueueBufferingMaxMessages = Count + 1 };
        using var producer = new ProducerBuilder<string?, string>(config).Build();
        var sent = 0;
        foreach (var (name, timestampMs, value) in Samples().Take(to * series).Skip(from * series))
        {
            var json = string.Create(CultureInfo.InvariantCulture, $$"""{"series":"{{name}}","timestamp":{{timestampMs}},"value":{{value}}}""");
            producer.Produce(topic, new Message<string?, string> { Key = keyed ? name : null, Value = json });
            if (++sent % series == 0 && pause() is var length && length > TimeSpan.Zero)
            {
                await Task.Delay(length, cancellationToken);
            }
        }

        producer.Flush(cancellationToken);
    }
}
