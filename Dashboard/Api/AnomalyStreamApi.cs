using System.Data.Common;
using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Queries;
using Anomaly.Dashboard.Live;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Schema;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/anomalies/stream</c>: server-sent events.</summary>
internal static class AnomalyStreamApi
{
    public static void MapAnomalyStream(this IEndpointRouteBuilder app) =>
        app.MapGet("/anomalies/stream", StreamAsync)
            .WithName("StreamAnomalies")
            .WithTags("Anomalies")
            .WithSummary("Anomalies as they arise: server-sent events named 'anomaly', each with one item as its data.")
            .WithDescription(
                "An anomaly comes as it arises (durable is false; such an event has no id) and again once it is in the history (durable is true; "
                + "the event's id is its place there). A client that reconnects with Last-Event-ID first gets what it missed, oldest first, "
                + "with some repeats; ignore those by the item's id. A comment is sent after 15 seconds without an event.")
            .Produces<LiveAnomalyItem>(StatusCodes.Status200OK, EventStreamWriter.ContentType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesFailures()
            .WithParameters([.. ApiParameters.AnomalyFilters, ApiParameters.LastEventId, ApiParameters.LastEventIdHeader]);

    private static async Task<IResult> StreamAsync(
        HttpContext context,
        LiveAnomalies live,
        IAnomalyStore store,
        StreamPace pace,
        TimeProvider time,
        KeyBook keys,
        IHostApplicationLifetime lifetime,
        ILogger<AnomalyStream> logger)
    {
        var query = new QueryReader(context.Request.Query);
        var criteria = AnomalyCriteria.Read(query);
        var lastSeen = query.Value<AnomalyCursor>("last_event_id", CursorText.TryParse, "the id of an event of this stream");
        if (context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header)
        {
            // The header is the newer of the two: a browser sends it when it reconnects to the same address.
            if (CursorText.TryParse(header, out var cursor))
                lastSeen = cursor;
            else
                query.Fail("Last-Event-ID", $"is '{header}'; must be the id of an event of this stream");
        }

        if (query.Problem is { } problem)
            return problem;

        using var watch = new AccessWatch(context.User, keys, time, context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await new AnomalyStream(live, store, pace, time, criteria).RunAsync(context, lastSeen, watch.End);
        }
        catch (OperationCanceledException) when (watch.End.IsCancellationRequested)
        {
            // The client left, its key was taken away, or the process stops.
        }
        catch (Exception exception) when (context.Response.HasStarted && exception is DbException or StorageException or TimeoutException)
        {
            // The stream ends; the client comes back with the id of its last event.
            logger.StreamFailed(exception.Message);
        }

        return TypedResults.Empty;
    }
}
