using System.Globalization;
using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Commands;

/// <summary>Shows each second how many samples went out, how fast, and what went wrong.</summary>
internal sealed class ProgressLine : IAsyncDisposable
{
    private readonly Reporter _reporter;
    private readonly Traffic _traffic;
    private readonly Func<long?> _unread;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer _timer;
    private long _lastTime;
    private long _lastSent;

    public ProgressLine(Reporter reporter, Traffic traffic, Func<long?> unread, TimeProvider time)
    {
        (_reporter, _traffic, _unread, _time) = (reporter, traffic, unread, time);
        _started = _lastTime = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Show(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    public string Summary(bool printed)
    {
        var seconds = Math.Max(_time.GetElapsedTime(_started).TotalSeconds, 0.001);
        var failed = _traffic.Failed;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(printed ? "printed" : "sent")} {_traffic.Delivered:N0} samples in {seconds:0.0} s ({_traffic.Delivered / seconds:N0}/s), {ClientSettings.Bytes(_traffic.Bytes)}, {failed:N0} errors{Reason(failed)}");
    }

    private void Show()
    {
        var now = _time.GetTimestamp();
        var sent = _traffic.Sent;
        var seconds = _time.GetElapsedTime(_lastTime, now).TotalSeconds;
        if (seconds <= 0)
            return;
        var rate = (sent - _lastSent) / seconds;
        (_lastTime, _lastSent) = (now, sent);
        var failed = _traffic.Failed;
        var unread = _unread() is { } bytes ? $", {ClientSettings.Bytes(bytes)} unread" : "";
        _reporter.Progress(string.Create(
            CultureInfo.InvariantCulture,
            $"{_time.GetElapsedTime(_started, now):hh\\:mm\\:ss}  {sent:N0} samples, {rate:N0}/s, {sent - _traffic.Delivered - failed:N0} under way, {failed:N0} errors{unread}{Reason(failed)}"));
    }

    private string Reason(long failed) => failed > 0 && _traffic.LastError is { } error ? $" (last: {error})" : "";
}
