using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;

namespace Anomaly.Grains.Rerouting;

/// <summary>Sends the samples of keyless records again, with their series id as key.</summary>
internal interface IRerouter
{
    /// <summary>Whether a record without a key must be sent again: the topic has several partitions.</summary>
    bool Needed { get; }

    /// <summary>Sends one record a series. Done once the broker has them all, in order; fails where it does not take one.</summary>
    Task SendAsync(SampleBuffer samples, int start, int count, RecordOrigin origin);
}
