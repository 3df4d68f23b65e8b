using System.Buffers;
using System.Text;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;
using Anomaly.Grains.Rerouting;

namespace Anomaly.Grains.Tests.Interleavings.Kafka;

/// <summary>Sends records without a key again, in the order of the calls, to the partition of each series.</summary>
internal sealed class ReroutingProducer(Simulation simulation, Silo silo) : IRerouter
{
    public bool Needed => simulation.Logs.Length > 1;

    public Task SendAsync(SampleBuffer samples, int start, int count, RecordOrigin origin)
    {
        using var encoder = new RerouteEncoder();
        var records = new List<(string Series, byte[] Value)>();
        var to = new ArrayBufferWriter<byte>(256);
        encoder.Begin(samples, start, start + count, origin);
        while (encoder.TryWriteNext(to, out var series))
        {
            records.Add((Encoding.UTF8.GetString(series), to.WrittenSpan.ToArray()));
            to.ResetWrittenCount();
        }

        return simulation.Request($"reroute {origin.Partition}:{origin.Offset}", silo, () =>
        {
            // A topic that was created again meanwhile takes the records of the old one, as Kafka would.
            var first = simulation.Logs[origin.Partition].OfEpoch(origin.Epoch)[(int)origin.Offset];
            foreach (var (series, value) in records)
            {
                simulation.Logs[Math.Abs(series[0]) % simulation.Logs.Length].AppendRerouted(first, series, value);
            }

            return true;
        }, silo.Producer);
    }
}
