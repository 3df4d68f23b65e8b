using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Queries;
using Anomaly.Dashboard.Api.Series;
using Anomaly.Dashboard.Settings;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/series</c>.</summary>
internal static class SeriesApi
{
    private const string Path = "/api/v1/series";

    public static void MapSeries(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ListAsync)
            .WithName("ListSeries")
            .WithTags("Series")
            .WithSummary("All series that were ever seen, by id in byte order.")
            .WithDescription("A further page has a Link header with rel=\"next\".")
            .Produces<SeriesItem[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesFailures()
            .WithParameters([ApiParameters.SeriesMatch, ApiParameters.SeriesState, ApiParameters.Limit, ApiParameters.Cursor])
            .WithNextLink();

        app.MapGet(Path + "/{id}", FindAsync)
            .WithName("GetSeries")
            .WithTags("Series")
            .WithSummary("One series with its settings and newest points.")
            .Produces<SeriesDetail>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesFailures()
            .WithParameters([ApiParameters.SeriesId]);
    }

    private static async Task<Results<Ok<SeriesItem[]>, ProblemHttpResult>> ListAsync(HttpContext context, ISeriesCatalog catalog, SettingsFollower settings)
    {
        var query = new QueryReader(context.Request.Query);
        var match = query.Text("match");
        var state = query.Enumeration<SeriesState>("state");
        var limit = query.Integer("limit", 1, 1000, otherwise: 100);
        var after = query.Text("cursor") is { } cursor ? SeriesCursor.Parse(cursor) : null;
        if (after is null && query.Text("cursor") is { } bad)
            query.Fail("cursor", $"is '{bad}'; must be the cursor of a Link header of this address");
        if (query.Problem is { } problem)
            return problem;

        var found = await catalog.ListAsync(
            new SeriesQuery { Match = match, State = state, After = after, Limit = limit + 1 }, context.RequestAborted);
        if (found.Count > limit)
            NextLink.Add(context, SeriesCursor.Of(found[limit - 1].Id));

        return TypedResults.Ok(found.Take(limit).Select(info => new SeriesItem(info, Resolve(info, settings))).ToArray());
    }

    private static async Task<Results<Ok<SeriesDetail>, ProblemHttpResult>> FindAsync(
        string id, HttpContext context, ISeriesCatalog catalog, LiveSeries live, SettingsFollower settings)
    {
        var exact = RawSegment.After(context, Path + "/", id);
        if (exact.Contains('\0', StringComparison.Ordinal) || await catalog.FindAsync(exact, context.RequestAborted) is not { } info)
            return ApiProblem.SeriesNotFound(exact);

        // Only a series that exists is asked: a question to an unknown grain would bring it to life.
        var (status, points) = await live.AskAsync(exact, context.RequestAborted);
        return TypedResults.Ok(new SeriesDetail(info, Resolve(info, settings), status, points));
    }

    /// <summary>Null where the settings were never heard of.</summary>
    private static ResolvedSettings? Resolve(SeriesInfo info, SettingsFollower settings) => settings.Current?.Resolve(info.Id, info.Labels);
}
