using System.Text;
using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>Writes server-sent events.</summary>
internal sealed class EventStreamWriter(HttpResponse response)
{
    public const string ContentType = "text/event-stream";

    private static readonly byte[] Heartbeat = Encoding.UTF8.GetBytes(": heartbeat\n\n");

    /// <summary>
    /// An id without data is no event, but a client remembers it: one that is cut off before its first event still knows from
    /// where to catch up.
    /// </summary>
    public Task StartAsync(AnomalyCursor cursor, CancellationToken cancellationToken) =>
        response.WriteAsync($"retry: 2000\nid: {CursorText.Of(cursor)}\n\n", cancellationToken);

    public Task WriteAsync(AnomalyEvent live, CancellationToken cancellationToken)
    {
        var id = live.Durable ? $"id: {CursorText.Of(new AnomalyCursor(live.Record.DetectedAt, live.Record.Id))}\n" : "";
        var data = JsonSerializer.Serialize(new LiveAnomalyItem(live), ApiJson.Options);
        return response.WriteAsync($"{id}event: anomaly\ndata: {data}\n\n", cancellationToken);
    }

    public async Task WriteHeartbeatAsync(CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Heartbeat, cancellationToken);
        await FlushAsync(cancellationToken);
    }

    public Task FlushAsync(CancellationToken cancellationToken) => response.Body.FlushAsync(cancellationToken);
}
