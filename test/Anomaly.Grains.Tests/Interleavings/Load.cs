using Anomaly.Grains.Tests.Interleavings.Kafka;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>What the producers will send.</summary>
internal sealed class Load(Random random, PartitionLogs[] logs)
{
    private const long Start = 1_767_225_600_000;

    private long _now = Start;

    /// <summary>Prepares the records of a run.</summary>
    public void Fill(Queue<Action> producer)
    {
        var series = 1 + random.Next(4);
        var spikes = 2 + random.Next(6);
        var bad = random.Next(3) == 0 ? 12 : 0;
        var keyless = logs.Length > 1 && random.Next(2) == 0 ? 4 : 0;
        var strays = logs.Length > 1 && random.Next(2) == 0 ? 8 : 0;
        for (var records = 10 + random.Next(50); records > 0; records--)
        {
            var kind = bad > 0 && random.Next(bad) == 0 ? RecordKind.Bad : keyless > 0 && random.Next(keyless) == 0 ? RecordKind.Keyless : RecordKind.Good;
            var first = random.Next(series);
            var home = first % logs.Length;
            var samples = new List<(string, long, double)>();
            for (var count = random.Next(4) == 0 ? 1 + random.Next(3) : 1; count > 0; count--)
            {
                // The series of a record with a key have one home, but for those that stray.
                var id = kind == RecordKind.Keyless ? random.Next(series) : first;
                samples.Add((Name(id), _now += 1000, random.Next(8) + (random.Next(spikes) == 0 ? 30 : 0)));
            }

            var partition = kind == RecordKind.Keyless || (strays > 0 && random.Next(strays) == 0) ? random.Next(logs.Length) : home;
            producer.Enqueue(() => logs[partition].Append(kind, samples));
        }
    }

    private static string Name(int series) => ((char)('a' + series)).ToString();
}
