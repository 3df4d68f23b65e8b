namespace Anomaly.Notifications.Incidents;

/// <summary>What is to be done at most once in a while.</summary>
internal sealed class Beat(TimeProvider time, TimeSpan interval)
{
    private long? _last;

    public bool IsDue()
    {
        if (_last is { } last && time.GetElapsedTime(last) < interval)
            return false;
        _last = time.GetTimestamp();
        return true;
    }
}
