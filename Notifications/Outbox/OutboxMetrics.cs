using Anomaly.Storage.Outbox;
using Prometheus;

namespace Anomaly.Notifications.Outbox;

/// <summary>What Prometheus sees of the outbox. Names are a contract (docs/wire-format.md, Metrics).</summary>
internal sealed class OutboxMetrics
{
    private static readonly string[] Outcomes = ["delivered", "retry", "failed"];

    private readonly Counter _notifications;
    private readonly Gauge _rows;
    private readonly Gauge _age;
    private HashSet<string> _shown = [];

    public OutboxMetrics(IMetricFactory metrics)
    {
        _notifications = metrics.CreateCounter(
            "notifications_total", "Attempts to deliver a message, by channel and what became of it: delivered, retry (tried again later), failed (given up).", ["channel", "outcome"]);
        _rows = metrics.CreateGauge("notification_outbox_rows", "Messages that are still to be delivered, by channel. The same on every silo.", ["channel"]);
        _age = metrics.CreateGauge(
            "notification_outbox_age_seconds", "Seconds since the oldest of them was written, by channel; 0 where there is none. The same on every silo.", ["channel"]);
    }

    public void Count(string channel, string outcome) => _notifications.WithLabels(channel, outcome).Inc();

    /// <summary>Shows what waits.</summary>
    /// <param name="channels">The channels; each is shown, so that what is not there can be told from what is 0.</param>
    /// <param name="measures">What waits.</param>
    /// <param name="now">The time.</param>
    public void Show(IEnumerable<string> channels, IReadOnlyList<OutboxMeasure> measures, DateTimeOffset now)
    {
        var byChannel = measures.ToDictionary(measure => measure.Channel, StringComparer.Ordinal);
        var shown = channels.Concat(byChannel.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var channel in shown)
        {
            var measure = byChannel.GetValueOrDefault(channel);
            _rows.WithLabels(channel).Set(measure?.Rows ?? 0);
            _age.WithLabels(channel).Set(measure is null ? 0 : Math.Max(0, (now - measure.Oldest).TotalSeconds));
            foreach (var outcome in Outcomes)
                _notifications.WithLabels(channel, outcome);
        }

        foreach (var channel in _shown.Except(shown))
        {
            _rows.RemoveLabelled(channel);
            _age.RemoveLabelled(channel);
        }

        _shown = shown;
    }
}
