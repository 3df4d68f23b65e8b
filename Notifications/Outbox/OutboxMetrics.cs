using Anomaly.Storage.Outbox;
using Prometheus;

namespace Anomaly.Notifications.Outbox;

/// <summary>What Prometheus sees of the outbox. Names are a contract (docs/wire-format.md, Metrics).</summary>
internal sealed class OutboxMetrics
{
    private readonly Counter _notifications;
    private readonly Gauge _rows;
    private readonly Gauge _age;
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    public OutboxMetrics(IMetricFactory metrics)
    {
        _notifications = metrics.CreateCounter(
            "notifications_total", "Attempts to deliver a message, by channel and what became of it: delivered, retry (tried again later), failed (given up).", ["channel", "outcome"]);
        _rows = metrics.CreateGauge("notification_outbox_rows", "Messages that are still to be delivered, by channel. The same on every silo.", ["channel"]);
        _age = metrics.CreateGauge(
            "notification_outbox_age_seconds", "Seconds since the oldest of them was written, by channel; 0 where there is none. The same on every silo.", ["channel"]);
    }

    public void Count(string channel, string outcome) => _notifications.WithLabels(channel, outcome).Inc();

    public void Show(IReadOnlyList<OutboxMeasure> measures, DateTimeOffset now)
    {
        foreach (var measure in measures)
        {
            _shown.Add(measure.Channel);
            _rows.WithLabels(measure.Channel).Set(measure.Rows);
            _age.WithLabels(measure.Channel).Set(Math.Max(0, (now - measure.Oldest).TotalSeconds));
        }

        foreach (var channel in _shown.Except(measures.Select(measure => measure.Channel)))
        {
            _rows.WithLabels(channel).Set(0);
            _age.WithLabels(channel).Set(0);
        }
    }
}
