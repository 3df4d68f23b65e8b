using System.Globalization;
using System.Text;

namespace Anomaly.Streaming.Kafka.Tests;

/// <summary>Records as text.</summary>
public static class Texts
{
    public static byte[] Bytes(this string text) => Encoding.UTF8.GetBytes(text);

    public static IEnumerable<byte[]> Numbers(int from, int count) => Enumerable.Range(from, count).Select(number => number.ToString(CultureInfo.InvariantCulture).Bytes());

    public static IEnumerable<string> Values(this KafkaBatch batch) => batch.Records.Select(record => Encoding.UTF8.GetString(batch.Value(record)));

    public static IEnumerable<string> Values(this IEnumerable<KafkaBatch> batches) => batches.SelectMany(Values);

    /// <summary>Fails unless batches continue each other without a gap, and their records are by offset.</summary>
    public static void AssertContinuous(IReadOnlyList<KafkaBatch> batches, long from)
    {
        foreach (var batch in batches)
        {
            Assert.Equal(from, batch.From);
            Assert.NotEmpty(batch.Records);
            var last = batch.From - 1;
            foreach (var record in batch.Records)
            {
                Assert.True(record.Offset > last && record.Offset < batch.Next, $"offset {record.Offset} in {batch.From}…{batch.Next} after {last}");
                last = record.Offset;
            }
            Assert.Equal(last + 1, batch.Next);
            from = batch.Next;
        }
    }
}
