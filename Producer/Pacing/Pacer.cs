namespace Anomaly.Producer.Pacing;

/// <summary>
/// Makes event time pass at a multiple of real time. What is late is sent at once, and the pace is kept against the start:
/// no delay adds up.
/// </summary>
internal sealed class Pacer
{
    private readonly TimeProvider _time;
    private readonly double _speed;
    private readonly Action<TimeSpan, DateTimeOffset>? _onLongWait;
    private readonly TimeSpan _longWait = TimeSpan.FromMinutes(1);
    private DateTimeOffset _eventStart;
    private long _realStart;
    private bool _started;

    /// <param name="time">The clock.</param>
    /// <param name="speed">Seconds of event time a second; 0 or infinite: as fast as it goes.</param>
    /// <param name="onLongWait">Told of a wait of more than a minute, and the event time waited for.</param>
    public Pacer(TimeProvider time, double speed, Action<TimeSpan, DateTimeOffset>? onLongWait = null) =>
        (_time, _speed, _onLongWait) = (time, speed, onLongWait);

    public bool IsPaced => _speed > 0 && double.IsFinite(_speed);

    /// <summary>Waits until an event time has come; the first call's is now.</summary>
    public ValueTask WaitUntilAsync(DateTimeOffset eventTime, CancellationToken cancellationToken)
    {
        if (!IsPaced)
            return ValueTask.CompletedTask;
        if (!_started)
        {
            (_eventStart, _realStart, _started) = (eventTime, _time.GetTimestamp(), true);
            return ValueTask.CompletedTask;
        }

        var due = (eventTime - _eventStart).TotalSeconds / _speed;
        var wait = due - _time.GetElapsedTime(_realStart).TotalSeconds;
        return wait <= 0 ? ValueTask.CompletedTask : WaitAsync(wait, eventTime, cancellationToken);
    }

    // Task.Delay ends at 49 days; a recording may have a longer gap.
    private async ValueTask WaitAsync(double seconds, DateTimeOffset eventTime, CancellationToken cancellationToken)
    {
        if (seconds > _longWait.TotalSeconds)
            _onLongWait?.Invoke(TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2)), eventTime);
        var began = _time.GetTimestamp();
        double left;
        while ((left = seconds - _time.GetElapsedTime(began).TotalSeconds) > 0)
        {
            // A timer may fire a little early and counts whole milliseconds: never wait for less than one.
            await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(left, 0.001, 86_400)), _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
