using Anomaly.Dashboard.Live;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>
/// One client's stream: first what the history has since its cursor, then what is live. The subscription is made before the
/// history is read, so that nothing falls between; where it ends early, the same is done again from the last durable event.
/// </summary>
internal sealed class AnomalyStream(LiveAnomalies live, IAnomalyStore store, StreamPace pace, TimeProvider time, AnomalyCriteria criteria)
{
    private readonly RecentIds _sent = new(10_000);
    private AnomalyCursor _cursor;

    public async Task RunAsync(HttpContext context, AnomalyCursor? lastSeen, CancellationToken cancellationToken)
    {
        _cursor = lastSeen ?? new AnomalyCursor(time.GetUtcNow(), Guid.Empty);
        var subscription = Subscribe();
        try
        {
            // Read before the answer begins, so that a database that is away is a 503 and not a broken stream.
            var missed = lastSeen is null ? [] : await ReadAsync(From(), cancellationToken);
            var writer = Begin(context.Response);
            await writer.StartAsync(_cursor, cancellationToken);
            while (true)
            {
                await ReplayAsync(writer, missed, cancellationToken);
                await FollowAsync(writer, subscription, cancellationToken);
                subscription.Dispose();
                subscription = Subscribe();
                missed = await ReadAsync(From(), cancellationToken);
            }
        }
        finally
        {
            subscription.Dispose();
        }
    }

    private static EventStreamWriter Begin(HttpResponse response)
    {
        response.ContentType = EventStreamWriter.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        return new EventStreamWriter(response);
    }

    private LiveSubscription Subscribe() => live.Subscribe(pace.Buffer, criteria.Matches);

    private AnomalyCursor From() => new(_cursor.DetectedAt - pace.Overlap, Guid.Empty);

    private Task<IReadOnlyList<AnomalyRecord>> ReadAsync(AnomalyCursor after, CancellationToken cancellationToken) =>
        store.QueryAsync(criteria.ToQuery() with { After = after, OldestFirst = true, Limit = pace.Page }, cancellationToken);

    private async Task ReplayAsync(EventStreamWriter writer, IReadOnlyList<AnomalyRecord> page, CancellationToken cancellationToken)
    {
        while (page.Count > 0)
        {
            foreach (var record in page)
                await SendAsync(writer, new AnomalyEvent(record, Durable: true), cancellationToken);

            await writer.FlushAsync(cancellationToken);
            page = page.Count < pace.Page
                ? []
                : await ReadAsync(new AnomalyCursor(page[^1].DetectedAt, page[^1].Id), cancellationToken);
        }
    }

    private async Task FollowAsync(EventStreamWriter writer, LiveSubscription subscription, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        while (true)
        {
            var more = subscription.Events.WaitToReadAsync(cancellationToken).AsTask();
            while (!more.IsCompleted)
            {
                using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                if (await Task.WhenAny(more, Task.Delay(pace.Heartbeat, time, awake.Token)) != more)
                    await writer.WriteHeartbeatAsync(cancellationToken);

                await awake.CancelAsync();
            }

            if (!await more)
                return;

            while (subscription.Events.TryRead(out var next))
                await SendAsync(writer, next, cancellationToken);

            await writer.FlushAsync(cancellationToken);
        }
    }

    private async Task SendAsync(EventStreamWriter writer, AnomalyEvent next, CancellationToken cancellationToken)
    {
        if (next.Durable)
        {
            if (!_sent.Add(next.Record.Id))
                return;

            var cursor = new AnomalyCursor(next.Record.DetectedAt, next.Record.Id);
            if (cursor.DetectedAt >= _cursor.DetectedAt)
                _cursor = cursor;
        }

        await writer.WriteAsync(next, cancellationToken);
    }
}
