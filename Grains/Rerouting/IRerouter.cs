using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;

namespace Anomaly.Grains.Rerouting;

/// <summary>Sends the samples of keyless records again, with their series id as key.</summary>
internal interface IRerouter
{
    /// <summary>Whether a record without a key must be sent again: the topic has several partitions.</summary>
    bool Needed { get; }

    /// <summary>Sends one record a series, each after those of that series before it. Done once the broker has them all; fails where it does not answer.</summary>
    /// <returns>False where one is larger than the broker will ever take.</returns>
    Task<bool> SendAsync(SampleBuffer samples, int start, int count, RecordOrigin origin, SendChains chains);
}
