using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Incidents;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Queries;
using Anomaly.Dashboard.Api.Samples;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Live;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Incidents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/incidents</c>.</summary>
internal static class IncidentsApi
{
    private const string Path = "/api/v1/incidents";
    private const int NewestAnomalies = 20;

    private static readonly (string Name, int Longest) Author = ("author", IIncidentGrain.MaxAuthor);
    private static readonly (string Name, int Longest) Text = ("text", IIncidentGrain.MaxText);

    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ListAsync)
            .WithName("ListIncidents")
            .WithTags("Incidents")
            .WithSummary("Incidents, those that were opened last first.")
            .WithDescription("A further page has a Link header with rel=\"next\".")
            .Produces<IncidentItem[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesFailures()
            .WithParameters([.. ApiParameters.IncidentFilters, ApiParameters.Limit, ApiParameters.Cursor])
            .WithNextLink();

        app.MapGet(Path + "/{id}", FindAsync)
            .WithName("GetIncident")
            .WithTags("Incidents")
            .WithSummary("One incident with its newest anomalies.")
            .Produces<IncidentDetail>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesFailures()
            .WithParameters([ApiParameters.IncidentId]);

        app.MapPost(Path + "/{id}/acknowledge", AcknowledgeAsync)
            .For(Role.Operator)
            .WithName("AcknowledgeIncident")
            .WithSummary("Says who looks after an incident. Where somebody does already, that stays.")
            .AsNote("{\"author\":\"ana\"}", Author);

        app.MapPost(Path + "/{id}/comments", CommentAsync)
            .For(Role.Operator)
            .WithName("CommentIncident")
            .WithSummary("Adds a comment to an incident.")
            .AsNote("{\"author\":\"ana\",\"text\":\"the disk is full\"}", Author, Text);

        app.MapPost(Path + "/{id}/resolve", ResolveAsync)
            .For(Role.Operator)
            .WithName("ResolveIncident")
            .WithSummary("Says that an incident is over; what is detected later is another one. One that is over already stays as it is.")
            .AsNote("{\"author\":\"ana\"}", Author);
    }

    private static void AsNote(this RouteHandlerBuilder endpoint, string example, params (string Name, int Longest)[] fields) =>
        endpoint
            .WithTags("Incidents")
            .WithDescription($"The body is {example}.")
            .Produces<IncidentItem>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithParameters([ApiParameters.IncidentId])
            .WithNoteBody("Who says it, and what.", fields);

    private static async Task<Results<Ok<IncidentItem[]>, ProblemHttpResult>> ListAsync(HttpContext context, IIncidentStore store)
    {
        var query = new QueryReader(context.Request.Query);
        var limit = query.Integer("limit", 1, 1000, otherwise: 100);
        var wanted = new IncidentQuery
        {
            Status = query.Enumeration<IncidentStatus>("status"),
            Series = query.Text("series"),
            Severity = query.Enumeration<AnomalySeverity>("severity"),
            From = query.Time("from"),
            To = query.Time("to"),
            After = query.Value<Guid>("cursor", (string text, out Guid id) => Guid.TryParseExact(text, "N", out id), "the cursor of a Link header of this address"),
            Limit = limit + 1,
        };
        if (wanted.From > wanted.To)
            query.Fail("from", "is after to; must be before it");
        if (query.Problem is { } problem)
            return problem;

        // One more than asked for tells whether there is a next page.
        var found = await store.ListAsync(wanted, context.RequestAborted);
        if (found.Count > limit)
            NextLink.Add(context, found[limit - 1].Id.ToString("N"));

        return TypedResults.Ok(found.Take(limit).Select(incident => new IncidentItem(incident)).ToArray());
    }

    private static async Task<Results<Ok<IncidentDetail>, ProblemHttpResult>> FindAsync(
        string id, IIncidentStore store, IAnomalyStore anomalies, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var guid) || await store.FindAsync(guid, cancellationToken) is not { } incident)
            return NoSuch(id);

        var newest = await anomalies.QueryAsync(new AnomalyQuery { Incident = guid, Limit = NewestAnomalies }, cancellationToken);
        return TypedResults.Ok(new IncidentDetail(incident, newest));
    }

    private static Task<Results<Ok<IncidentItem>, ProblemHttpResult>> AcknowledgeAsync(string id, HttpContext context, IncidentChanges incidents) =>
        NoteAsync(id, context, (incident, texts) => incidents.AcknowledgeAsync(incident, texts[0], context.RequestAborted), Author);

    private static Task<Results<Ok<IncidentItem>, ProblemHttpResult>> CommentAsync(string id, HttpContext context, IncidentChanges incidents) =>
        NoteAsync(id, context, (incident, texts) => incidents.CommentAsync(incident, texts[0], texts[1], context.RequestAborted), Author, Text);

    private static Task<Results<Ok<IncidentItem>, ProblemHttpResult>> ResolveAsync(string id, HttpContext context, IncidentChanges incidents) =>
        NoteAsync(id, context, (incident, texts) => incidents.ResolveAsync(incident, texts[0], context.RequestAborted), Author);

    private static async Task<Results<Ok<IncidentItem>, ProblemHttpResult>> NoteAsync(
        string id, HttpContext context, Func<Guid, string[], Task<Incident?>> change, params (string Name, int Longest)[] fields)
    {
        if (await LimitedBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
            return ApiProblem.TooLarge($"The body may have {LimitedBody.Limit} bytes.");
        var (texts, errors) = NoteReader.Read(body, fields);
        if (errors.Count > 0)
            return ApiProblem.Invalid(errors);

        if (!Guid.TryParse(id, out var guid) || await change(guid, texts) is not { } incident)
            return NoSuch(id);

        context.RequestServices.GetRequiredService<LiveIncidents>().Tell();
        return TypedResults.Ok(new IncidentItem(incident));
    }

    private static ProblemHttpResult NoSuch(string id) => ApiProblem.NotFound($"There is no incident '{id}'; an incident's id is a UUID.");
}
