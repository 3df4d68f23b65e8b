using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Confluent.Kafka;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>Bad records on a real broker: without record times and headers, with a limit of a record's size.</summary>
[Collection(nameof(OnRealSilo))]
public sealed class OldBrokerTests(RealSilo real)
{
    /// <summary>What the broker counts beside key and value of a record of this old format: place, size, checksum, lengths.</summary>
    private const int Overhead = 26;

    [Fact]
    public async Task Record_WithoutAnyTime_IsADeadLetter_AndTheNextIsTaken()
    {
        var key = "timeless"u8.ToArray();
        var value = """{"series":"timeless","value":1}"""u8.ToArray();
        await real.SendAsync(0, key, value);
        using var letters = Letters();
        var letter = letters.Find(message => message.Key.AsSpan().SequenceEqual(key), "the record without time");
        Assert.Equal(value, letter.Value);
        await Until.AnswersAsync(() => RowsAsync("reason = 'missing_timestamp' AND convert_from(key, 'UTF8') = 'timeless'"), count => count == 1, "the record without time has a row");
        Assert.Equal(1, await real.Silo.MetricAsync("records_rejected_total{reason=\"missing_timestamp\"}", TestContext.Current.CancellationToken));
        await real.AssertGoesOnAsync(0, "after-timeless");
    }

    [Fact]
    public async Task Record_AtTheSizeLimit_StillFitsTheDeadLetterTopic()
    {
        var key = "at the limit"u8.ToArray();
        var value = BadRecords.Noise(RealSilo.DeadLetterLimit - Overhead - key.Length);
        await real.SendAsync(1, key, value);
        using var letters = Letters();
        var letter = letters.Find(message => message.Key.AsSpan().SequenceEqual(key), "the record at the limit");
        Assert.True(value.AsSpan().SequenceEqual(letter.Value));
        await Until.AnswersAsync(() => RowsAsync($"convert_from(key, 'UTF8') = 'at the limit' AND length(value_head) = 1024 AND value_size = {value.Length}"), count => count == 1, "its head is in the database");
        await real.AssertGoesOnAsync(1, "after-limit");
    }

    [Fact]
    public async Task Record_TooLargeForTheDeadLetterTopic_IsKeptWholeInTheDatabase()
    {
        var key = BadRecords.Noise(2000); // noise, because it is sent compressed
        var value = BadRecords.Noise(RealSilo.DeadLetterLimit - Overhead - key.Length + 1);
        var at = await real.SendAsync(2, key, value);
        await Until.AnswersAsync(
            () => RowsAsync($"partition = 2 AND \"offset\" = {at.Offset.Value} AND length(value_head) = {value.Length} AND length(key) = {key.Length}"), count => count == 1,
            "the whole record is in the database");
        await real.AssertGoesOnAsync(2, "after-beyond");
    }

    private DeadLetterReader Letters() => new(new ConsumerConfig(real.Client) { FetchMaxBytes = 4_000_000, MessageMaxBytes = 4_000_000 }, RealSilo.Topic + ".deadletter", partitions: 1);

    private Task<long> RowsAsync(string where) =>
        AnomalyTable.ScalarAsync(real.Connection, $"SELECT count(*) FROM anomaly.dead_letters WHERE {where}", TestContext.Current.CancellationToken);
}
