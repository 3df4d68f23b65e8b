using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Queries;
using Anomaly.Dashboard.Api.Settings;
using Anomaly.Dashboard.Api.Silences;
using Anomaly.Dashboard.Changes;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/silences</c>.</summary>
internal static class SilencesApi
{
    private const string Path = "/api/v1/silences";

    public static void MapSilences(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ListAsync)
            .WithName("ListSilences")
            .WithTags("Notifications")
            .WithSummary("The silences, those that end last first; they stay when they are over.")
            .WithDescription("A further page has a Link header with rel=\"next\".")
            .Produces<SilenceItem[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesFailures()
            .WithParameters([ApiParameters.SilenceState, ApiParameters.Limit, ApiParameters.Cursor])
            .WithNextLink();

        app.MapPost(Path, SaveAsync)
            .For(Role.Operator)
            .WithName("SaveSilence")
            .WithTags("Notifications")
            .WithSummary("Makes a silence, or changes the one whose id is given.")
            .WithDescription("Where a change would alter what was muted already, that silence is ended and a new one made: the answer has the id that it is known by then.")
            .Produces<SilenceSaved>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithSilenceBody();

        app.MapGet(Path + "/{id}", FindAsync)
            .WithName("GetSilence")
            .WithTags("Notifications")
            .WithSummary("One silence.")
            .Produces<SilenceItem>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesFailures()
            .WithParameters([ApiParameters.SilenceId]);

        app.MapDelete(Path + "/{id}", ExpireAsync)
            .For(Role.Operator)
            .WithName("ExpireSilence")
            .WithTags("Notifications")
            .WithSummary("Ends a silence now. It stays in the list.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesFailures()
            .WithParameters([ApiParameters.SilenceId]);
    }

    private static async Task<Results<Ok<SilenceItem[]>, ProblemHttpResult>> ListAsync(HttpContext context, SilenceBook silences, TimeProvider time)
    {
        var query = new QueryReader(context.Request.Query);
        var state = query.Enumeration<SilenceState>("state");
        var limit = query.Integer("limit", 1, 1000, otherwise: 100);
        var after = query.Value<SilenceCursor>("cursor", SilenceCursorText.TryParse, "the cursor of a Link header of this address");
        if (query.Problem is { } problem)
            return problem;

        var found = await silences.ListAsync(state, after, limit + 1, context.RequestAborted);
        if (found.Count > limit)
            NextLink.Add(context, SilenceCursorText.Of(new SilenceCursor(found[limit - 1].EndsAt, found[limit - 1].Id)));

        return TypedResults.Ok(found.Take(limit).Select(silence => new SilenceItem(silence, time.GetUtcNow())).ToArray());
    }

    private static async Task<Results<Ok<SilenceSaved>, ProblemHttpResult>> SaveAsync(HttpContext context, SilenceChanges silences, TimeProvider time)
    {
        var (text, wrong) = await TextBody.ReadAsync(context);
        if (wrong is not null)
            return wrong;

        var errors = new FieldErrors();
        if (SilenceJson.Read(text, time.GetUtcNow(), errors) is not { } draft)
            return ApiProblem.Invalid(errors.ByPath);

        if (await silences.SaveAsync(draft, context.RequestAborted) is not { } id)
            return NoSuch($"{draft.Id}");

        return TypedResults.Ok(new SilenceSaved(id));
    }

    private static async Task<Results<Ok<SilenceItem>, ProblemHttpResult>> FindAsync(string id, SilenceBook silences, TimeProvider time, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var guid) && await silences.FindAsync(guid, cancellationToken) is { } silence
            ? TypedResults.Ok(new SilenceItem(silence, time.GetUtcNow()))
            : NoSuch(id);

    private static async Task<Results<NoContent, ProblemHttpResult>> ExpireAsync(string id, SilenceChanges silences, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var guid) || !await silences.ExpireAsync(guid, cancellationToken))
            return NoSuch(id);

        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NoSuch(string id) => ApiProblem.NotFound($"There is no silence '{id}'; a silence's id is a UUID, and a new one is sent without.");
}
