using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Anomaly.Streaming.Kafka.Reading;

/// <summary>
/// Tells an outage apart from a passing error of the client: an error alone makes the partition suspect, a probe that fails makes it an
/// outage. One outage is logged once when it begins and once when it is over. Belongs to the reading thread; <see cref="Error"/> is read by others.
/// </summary>
internal sealed class Outage(string provider, int partition, string brokers, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private volatile string? _error;
    private volatile bool _suspect;
    private string? _reason;
    private long _probed;

    /// <summary>Why nothing is read, as one sentence; null where reading goes well.</summary>
    public string? Error => _error;

    /// <summary>Whether a probe is due.</summary>
    public bool WantsProbe => (_suspect || _error is not null) && time.GetElapsedTime(_probed) >= ProbeInterval;

    /// <summary>The client complains; whether this partition suffers is not known yet.</summary>
    public void Suspect(Error error)
    {
        // All brokers down follows from what was said before, which says more.
        if (error.Code != ErrorCode.Local_AllBrokersDown || _reason is null) _reason = error.Reason;
        _suspect = true;
    }

    /// <summary>Nothing can be read.</summary>
    public void Begin(string reason)
    {
        _probed = time.GetTimestamp();
        _suspect = false;
        lock (_gate)
        {
            if (_error is not null) return;
            var error = $"Kafka at {brokers} cannot be read: {_reason ?? reason}.";
            // Who sees it finds the line of it, here and at the end.
            Log.Interrupted(logger, provider, partition, error);
            _error = error;
        }
    }

    /// <summary>Something was read, or the broker answered.</summary>
    public void End()
    {
        _suspect = false;
        _reason = null;
        lock (_gate)
        {
            if (_error is null) return;
            Log.GoesOn(logger, provider, partition);
            _error = null;
        }
    }
}
