using Anomaly.Fuzz.Tests.Web;
using Anomaly.Grains.Decoding;
using Confluent.Kafka;

namespace Anomaly.Fuzz.Tests.Records;

/// <summary>Records with keys and headers of any kind, through the broker and the whole of the silo: each is applied or a dead letter, and the work goes on.</summary>
[Collection(nameof(OnFuzzedSilo))]
public sealed class WireFuzzTests(FuzzedSilo silo, ITestOutputHelper output)
{
    private const string Topic = "metrics";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Record_WithAnyKeyAndHeaders_IsAppliedOrADeadLetter()
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = silo.Brokers, MessageMaxBytes = 10_000_000, LingerMs = 0, CompressionType = CompressionType.Gzip })
            .SetKeySerializer(Serializers.ByteArray!).SetValueSerializer(Serializers.ByteArray!).Build();
        var (decoder, buffer, refused, sent) = (new RecordDecoder(), new SampleBuffer(), 0, 0);
        var before = Rejected();
        await FuzzRun.ForEachAsync(50, Limit, async dice =>
        {
            // Some kilobytes on the wire that come to megabytes.
            var bomb = dice.OneIn(400);
            var record = bomb ? new byte[3_000_000] : RecordCorpus.Any(dice);
            if (record.Length > 200_000 && !bomb)
            {
                return; // the broker in the process keeps 5 MB a partition
            }

            // All to one partition and with a key: a series that comes by several is moved, and what was read since the last checkpoint is read, and
            // counted, again; so is a record without a key, which the silo sends again.
            var message = new Message<byte[]?, byte[]?> { Key = Key(dice), Value = record, Headers = MakeHeaders(dice) };
            buffer.Clear();
            await producer.ProduceAsync(new TopicPartition(Topic, 0), message, TestContext.Current.CancellationToken);
            sent++;
            refused += decoder.TryDecode(record, 1_700_000_000_000, buffer, out _) ? 0 : 1;
            if (dice.Seed % 100 == 0)
            {
                await WaitForAsync(() => Rejected() - before >= refused, $"{refused} dead letters, not {Rejected() - before}");
            }
        });
        var applied = Processed();
        for (var partition = 0; partition < 4; partition++)
        {
            await producer.ProduceAsync(new TopicPartition(Topic, partition), new() { Key = "k"u8.ToArray(), Value = System.Text.Encoding.UTF8.GetBytes($$"""{"series":"after-{{partition}}","value":1}""") }, TestContext.Current.CancellationToken);
        }

        await WaitForAsync(() => Processed() >= applied + 4, "samples that came after them were applied");
        output.WriteLine($"{sent} records, {refused} of them dead letters");
        // A wrapped record whose origin is made up may be refused later than by its decoder.
        Assert.InRange(Rejected() - before, refused, refused + (sent / 10) + 1);
        Assert.Equal(1, (int)Sum("worker_up"));
    }

    private static byte[]? Key(Dice dice) => dice.Below(4) switch
    {
        0 => [],
        1 => [.. Enumerable.Range(0, 1 + dice.Below(2000)).Select(_ => (byte)dice.Next())],
        _ => System.Text.Encoding.UTF8.GetBytes("k" + Nasty.Text(dice)),
    };

    private static Headers MakeHeaders(Dice dice)
    {
        var headers = new Headers();
        for (var left = dice.OneIn(20) ? 100 : dice.Below(3); left > 0; left--)
        {
            headers.Add(dice.Pick("traceparent", "content-type", "content-encoding", "", "reason", Nasty.Text(dice).Replace("\0", "", StringComparison.Ordinal)), dice.OneIn(4) ? null : System.Text.Encoding.UTF8.GetBytes(Nasty.Text(dice)));
        }

        return headers;
    }

    private static double Rejected() => Sum("records_rejected_total");

    private static double Processed() => Sum("metrics_processed_total");

    /// <summary>The silo is in this process, and so are its figures.</summary>
    private static double Sum(string name)
    {
        using var stream = new MemoryStream();
        Prometheus.Metrics.DefaultRegistry.CollectAndExportAsTextAsync(stream).GetAwaiter().GetResult();
        return System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n')
            .Where(line => line.StartsWith(name + " ", StringComparison.Ordinal) || line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task WaitForAsync(Func<bool> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, $"within {Limit.TotalSeconds} s it did not happen that {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
