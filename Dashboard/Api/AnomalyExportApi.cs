using System.Data.Common;
using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Api.Anomalies.Export;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Queries;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Schema;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/anomalies/export</c>: the history as a file.</summary>
internal static class AnomalyExportApi
{
    public static void MapAnomalyExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/anomalies/export", ExportAsync)
            .WithName("ExportAnomalies")
            .WithTags("Anomalies")
            .WithSummary("All of the history that agrees, as a file.")
            .WithDescription(
                "Written as it is read, up to now where 'to' is not given. A CSV is safe to open in a spreadsheet. Where the database goes away "
                + "meanwhile, the connection is broken off instead of ended, so that a file that is whole can be told from one that is not.")
            .Produces<AnomalyItem[]>(StatusCodes.Status200OK, AnomalyFormat.Json, AnomalyFormat.Csv, AnomalyFormat.Lines)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesFailures()
            .WithParameters([ApiParameters.ExportFormat, .. ApiParameters.AnomalyFilters, ApiParameters.AnomalyIncident, ApiParameters.AnomalyOrder])
            .WithPlainText(AnomalyFormat.Csv, AnomalyFormat.Lines)
            .WithAttachment();

    private static async Task<IResult> ExportAsync(
        HttpContext context, IAnomalyStore store, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<AnomalyExport> logger)
    {
        var query = new QueryReader(context.Request.Query);
        var format = query.Enumeration<ExportFormat>("format") ?? ExportFormat.Csv;
        var history = AnomalyHistory.Read(query);
        if (query.Problem is { } problem)
            return problem;

        history = history with { Criteria = history.Criteria with { To = history.Criteria.To ?? time.GetUtcNow() } };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await new AnomalyExport(store, history, format).RunAsync(context, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client left, or the process stops.
            context.Abort();
        }
        catch (Exception exception) when (context.Response.HasStarted && exception is DbException or StorageException or TimeoutException)
        {
            logger.ExportFailed(exception.Message);
            context.Abort();
        }

        return TypedResults.Empty;
    }
}
