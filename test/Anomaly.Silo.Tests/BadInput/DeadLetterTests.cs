using System.Globalization;
using System.Text;
using Anomaly.Silo.Tests.Servers;
using Confluent.Kafka;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>A record that cannot be read goes, whole, to the dead-letter topic; the next one is taken.</summary>
[Collection(nameof(OnOneProcess))]
public sealed class DeadLetterTests(OneProcess process)
{
    private const int HeadBytes = 1024;

    public static TheoryData<string> Names => [.. BadRecords.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Record_ThatCannotBeRead_BecomesADeadLetter_AndTheNextIsTaken(string name)
    {
        var (value, reason) = BadRecords.All[name];
        var partition = name.Length % 4;
        var counter = $"records_rejected_total{{reason=\"{reason}\"}}";
        var cancellationToken = TestContext.Current.CancellationToken;
        var before = await process.Silo.MetricAsync(counter, cancellationToken);
        var key = Encoding.UTF8.GetBytes(name);

        var at = await process.SendAsync(partition, key, value);
        await process.SendAsync(partition, key, Encoding.UTF8.GetBytes($$"""{"series":"after {{name}}","value":42}"""));

        var letter = process.DeadLetters.Find(message => message.Key is { } found && found.AsSpan().SequenceEqual(key), $"the record of '{name}'");
        Assert.Equal(value, letter.Value);
        AssertHeaders(letter, at.Partition.Value, at.Offset.Value, reason);
        Assert.Equal(before + 1, await Until.AnswersAsync(() => process.Silo.MetricAsync(counter, cancellationToken), count => count > before, $"{counter} rose"));
        await AssertRowAsync(at, key, value ?? [], reason);
        await AssertTakenAsync($"after {name}");
    }

    [Fact]
    public async Task Record_WithoutKeyThatCannotBeRead_StaysWithoutKey()
    {
        var at = await process.SendAsync(1, null, "no key"u8.ToArray());
        var letter = process.DeadLetters.Find(message => message.Value.AsSpan().SequenceEqual("no key"u8), "the record without a key");
        Assert.Null(letter.Key);
        AssertHeaders(letter, 1, at.Offset.Value, "unknown_format");
        var row = await Until.AnswersAsync(() => process.FindRowAsync(1, at.Offset.Value), found => found is not null, "the record without a key has a row");
        Assert.Null(row!.Value.Key);
    }

    [Fact]
    public async Task Record_OfOneMegabyteOfGoodSamples_IsTaken()
    {
        var samples = string.Join(',', Enumerable.Range(0, 40_000).Select(i => $"[{1_700_000_000_000L + i},{i % 2}.5]"));
        var record = Encoding.UTF8.GetBytes($$"""{"series":"large","samples":[{{samples}}]}""");
        Assert.InRange(record.Length, 750_000, 1_000_000);
        var before = await process.Silo.MetricAsync("metrics_processed_total", TestContext.Current.CancellationToken);
        await process.SendAsync(2, "large"u8.ToArray(), record);
        await Until.AnswersAsync(
            () => process.Silo.MetricAsync("metrics_processed_total", TestContext.Current.CancellationToken), count => count >= before + 40_000, "all samples of the large record were applied");
    }

    private static void AssertHeaders(Message<byte[]?, byte[]?> letter, int partition, long offset, string reason)
    {
        Assert.Equal("metrics", Header("topic"));
        Assert.Equal(partition.ToString(CultureInfo.InvariantCulture), Header("partition"));
        Assert.Equal(offset.ToString(CultureInfo.InvariantCulture), Header("offset"));
        Assert.Equal(reason, Header("exception.class.name"));
        Assert.NotEqual("", Header("exception.message"));

        string Header(string name) => Encoding.UTF8.GetString(letter.Headers.GetLastBytes("__connect.errors." + name));
    }

    private async Task AssertRowAsync(DeliveryResult<byte[]?, byte[]?> at, byte[] key, byte[] value, string reason)
    {
        var row = await Until.AnswersAsync(() => process.FindRowAsync(at.Partition.Value, at.Offset.Value), found => found is not null, "the dead letter has a row");
        Assert.Equal(reason, row!.Value.Reason);
        Assert.NotEqual("", row.Value.Detail);
        Assert.Equal(key, row.Value.Key);
        Assert.Equal(value[..Math.Min(value.Length, HeadBytes)], row.Value.Head);
        Assert.Equal(value.Length, row.Value.Size);
    }

    private async Task AssertTakenAsync(string series)
    {
        var (_, body) = await Until.AnswersAsync(() => process.Silo.GetAsync($"/api/v1/series/{Uri.EscapeDataString(series)}"), answer => answer.Status == 200, $"'{series}' is a series");
        Assert.Contains("\"last_value\":42", body, StringComparison.Ordinal);
    }
}
