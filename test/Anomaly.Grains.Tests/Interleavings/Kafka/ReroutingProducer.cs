using System.Buffers;
using System.Text;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;
using Anomaly.Grains.Rerouting;

namespace Anomaly.Grains.Tests.Interleavings.Kafka;

/// <summary>Sends records without a key again to the partition of each series.</summary>
internal sealed class ReroutingProducer(Simulation simulation, Silo silo) : IRerouter
{
    public bool Needed => simulation.Logs.Length > 1;

    public async Task<bool> SendAsync(SampleBuffer samples, int start, int count, RecordOrigin origin, SendChains chains)
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

        var sends = records.ConvertAll(record => simulation.Options.SendsInChains
            ? chains.After(record.Series, () => SendAsync(record.Series, record.Value, origin))
            : SendAsync(record.Series, record.Value, origin));
        foreach (var send in sends)
        {
            await send; // one by one: what waits for several would go on by way of the thread pool
        }

        return true;
    }

    private Task<bool> SendAsync(string series, byte[] value, RecordOrigin origin) =>
        simulation.Request($"reroute {origin.Partition}:{origin.Offset} of {series}", silo, () =>
        {
            // A topic that was created again meanwhile takes the records of the old one, as Kafka would.
            var first = simulation.Logs[origin.Partition].OfEpoch(origin.Epoch)[(int)origin.Offset];
            simulation.Logs[Math.Abs(series[0]) % simulation.Logs.Length].AppendRerouted(first, series, value);
            return true;
        }, silo.Producer);
}
