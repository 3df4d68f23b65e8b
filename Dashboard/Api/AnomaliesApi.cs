using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Queries;
using Anomaly.Dashboard.Api.Samples;
using Anomaly.Dashboard.Changes;
using Anomaly.Storage.Anomalies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/anomalies</c>: the history.</summary>
internal static class AnomaliesApi
{
    public static void MapAnomalies(this IEndpointRouteBuilder app)
    {
        app.MapGet("/anomalies", ListAsync)
            .WithName("ListAnomalies")
            .WithTags("Anomalies")
            .WithSummary("The history of anomalies, newest first by (detected_at, id) unless asked otherwise.")
            .WithDescription("A further page has a Link header with rel=\"next\". Also served as text/csv (safe to open in a spreadsheet) and as application/x-ndjson, by the Accept header.")
            .Produces<AnomalyItem[]>(StatusCodes.Status200OK, AnomalyFormat.Json, AnomalyFormat.Csv, AnomalyFormat.Lines)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status406NotAcceptable)
            .ProducesFailures()
            .WithParameters([.. ApiParameters.AnomalyFilters, ApiParameters.AnomalyIncident, ApiParameters.AnomalyOrder, ApiParameters.Limit, ApiParameters.Cursor])
            .WithPlainText(AnomalyFormat.Csv, AnomalyFormat.Lines)
            .WithNextLink();

        app.MapGet("/anomalies/{id}", FindAsync)
            .WithName("GetAnomaly")
            .WithTags("Anomalies")
            .WithSummary("One anomaly.")
            .Produces<AnomalyItem>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesFailures()
            .WithParameters([ApiParameters.AnomalyId]);

        app.MapPatch("/anomalies/{id}", ChangeAsync)
            .For(Role.Operator)
            .WithName("ChangeAnomaly")
            .WithTags("Anomalies")
            .WithSummary("Says what people made of an anomaly.")
            .WithDescription("The body is {\"status\":\"false_alarm\"}. The live stream does not tell of it.")
            .Produces<AnomalyItem>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithParameters([ApiParameters.AnomalyId])
            .WithStatusBody();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IAnomalyStore store)
    {
        var query = new QueryReader(context.Request.Query);
        var history = AnomalyHistory.Read(query);
        var limit = query.Integer("limit", 1, 1000, otherwise: 100);
        var cursor = query.Value<AnomalyCursor>("cursor", history.TryParse, "the cursor of a Link header of this address");
        if (query.Problem is { } problem)
            return problem;
        if (AnomalyFormat.Choose(context.Request) is not { } format)
            return ApiProblem.NotAcceptable("Accept must allow application/json, text/csv or application/x-ndjson.");

        // One more than asked for tells whether there is a next page.
        var found = await store.QueryAsync(history.ToQuery() with { After = cursor, Limit = limit + 1 }, context.RequestAborted);
        if (found.Count > limit)
            NextLink.Add(context, CursorText.Of(history.Place(found[limit - 1])));

        return new AnomalyPage([.. found.Take(limit).Select(record => new AnomalyItem(record))], format);
    }

    private static async Task<Results<Ok<AnomalyItem>, ProblemHttpResult>> FindAsync(string id, IAnomalyStore store, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var guid))
            return NoSuch(id);

        return await store.FindAsync(guid, cancellationToken) is { } record
            ? TypedResults.Ok(new AnomalyItem(record))
            : NotDurable(id);
    }

    private static async Task<Results<Ok<AnomalyItem>, ProblemHttpResult>> ChangeAsync(string id, HttpContext context, AnomalyChanges anomalies)
    {
        if (await LimitedBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
            return ApiProblem.TooLarge($"The body may have {LimitedBody.Limit} bytes.");
        if (StatusChange.Read(body, out var status) is { Count: > 0 } errors)
            return ApiProblem.Invalid(errors);
        if (!Guid.TryParse(id, out var guid))
            return NoSuch(id);

        return await anomalies.SetStatusAsync(guid, status, context.RequestAborted) is { } record
            ? TypedResults.Ok(new AnomalyItem(record))
            : NotDurable(id);
    }

    private static ProblemHttpResult NoSuch(string id) => ApiProblem.NotFound($"There is no anomaly '{id}'; an anomaly's id is a UUID.");

    private static ProblemHttpResult NotDurable(string id) =>
        ApiProblem.NotFound($"There is no anomaly '{id}'. An anomaly of the live feed is here once it is durable.");
}
