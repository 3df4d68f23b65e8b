using System.Globalization;

namespace Anomaly.Producer.Sending;

/// <summary>Says, once, that a producer waits for a group that does not read; and, once, that it goes on.</summary>
internal sealed class StallWatch(UnreadLimiterOptions options, TimeProvider time)
{
    private long? _since;
    private bool _said;

    public void Observe(bool waiting, bool moved, string? problem, UnreadLedger ledger)
    {
        if (moved || !waiting)
        {
            if (_said && moved)
                options.Notice?.Invoke($"group '{options.Group}' reads on");
            if (moved)
                _said = false;
            _since = null;
            return;
        }

        _since ??= time.GetTimestamp();
        if (_said || time.GetElapsedTime(_since.Value) < options.StallNotice)
            return;
        _said = true;
        var (partition, bytes, position) = ledger.Fullest();
        options.Notice?.Invoke(string.Create(
            CultureInfo.InvariantCulture,
            $"waiting: {ClientSettings.Bytes(bytes)} of {options.Topic}[{partition}] are unread, and consumer group '{options.Group}' has committed nothing for {options.StallNotice.TotalSeconds:0} s (it stands at offset {position}{(problem is null ? "" : "; " + problem)}); is the service running? --max-unread-bytes 0 sends without waiting"));
    }
}
