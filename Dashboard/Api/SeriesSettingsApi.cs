using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Queries;
using Anomaly.Dashboard.Api.Settings;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Settings;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Series;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/series/{id}/settings</c> and <c>/preview</c>.</summary>
internal static class SeriesSettingsApi
{
    private const string Path = "/api/v1/series/";

    public static void MapSeriesSettings(this IEndpointRouteBuilder app)
    {
        app.MapPut(Path + "{id}/settings", ReplaceAsync)
            .For(Role.Operator)
            .WithName("SetSeriesSettings")
            .WithTags("Settings")
            .WithSummary("Gives a series settings of its own, in place of those that it may have.")
            .WithDescription("Only what differs from the settings of its rule. In force within a moment, for the samples that come then.")
            .Produces<SeriesSettingsItem>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithParameters([ApiParameters.SeriesId])
            .WithSettingsBody();

        app.MapDelete(Path + "{id}/settings", ResetAsync)
            .For(Role.Operator)
            .WithName("ResetSeriesSettings")
            .WithTags("Settings")
            .WithSummary("Takes a series' own settings away: those of its rule are in force again.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesFailures()
            .WithParameters([ApiParameters.SeriesId]);

        app.MapPost(Path + "{id}/preview", PreviewAsync)
            .WithName("PreviewSeriesSettings")
            .WithTags("Settings")
            .WithSummary("What settings would make of the series' recent points, if these came once more. Changes nothing.")
            .WithDescription("The body is what PUT …/settings takes. It is run by the series itself, from what it has learned so far.")
            .Produces<PreviewItem>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithParameters([ApiParameters.SeriesId])
            .WithSettingsBody();
    }

    private static async Task<Results<Ok<SeriesSettingsItem>, ProblemHttpResult>> ReplaceAsync(
        string id, HttpContext context, ISeriesCatalog catalog, SettingsChanges changes, SettingsFollower settings)
    {
        var (text, wrong) = await TextBody.ReadAsync(context);
        if (wrong is not null)
            return wrong;
        if (await FindAsync(id, context, catalog) is not { } series)
            return ApiProblem.SeriesNotFound(RawSegment.After(context, Path, id));

        var result = await changes.SetSeriesAsync(series.Id, text, context.RequestAborted);
        if (!result.Done)
            return ApiProblem.Invalid(result.Errors);

        var resolver = await settings.ReachAsync(result.Revision, context.RequestAborted);
        return TypedResults.Ok(new SeriesSettingsItem(resolver.Resolve(series.Id, series.Labels)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetAsync(
        string id, HttpContext context, ISeriesCatalog catalog, SettingsChanges changes, SettingsFollower settings)
    {
        if (await FindAsync(id, context, catalog) is not { } series)
            return ApiProblem.SeriesNotFound(RawSegment.After(context, Path, id));

        var result = await changes.SetSeriesAsync(series.Id, null, context.RequestAborted);
        await settings.ReachAsync(result.Revision, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<PreviewItem>, ProblemHttpResult>> PreviewAsync(
        string id, HttpContext context, ISeriesCatalog catalog, IGrainFactory grains, SettingsFollower settings)
    {
        var (text, wrong) = await TextBody.ReadAsync(context);
        if (wrong is not null)
            return wrong;
        if (await FindAsync(id, context, catalog) is not { } series)
            return ApiProblem.SeriesNotFound(RawSegment.After(context, Path, id));

        var inherited = (await settings.GetAsync(context.RequestAborted)).Resolve(series.Id, series.Labels).Inherited;
        var preview = await grains.GetGrain<ISeriesGrain>(series.Id).PreviewAsync(PreviewBody.Complete(inherited, text), context.RequestAborted);
        return preview.Errors.Count > 0 ? ApiProblem.Invalid(preview.Errors) : TypedResults.Ok(new PreviewItem(preview));
    }

    private static Task<SeriesInfo?> FindAsync(string id, HttpContext context, ISeriesCatalog catalog)
    {
        var exact = RawSegment.After(context, Path, id);
        return exact.Contains('\0', StringComparison.Ordinal) ? Task.FromResult<SeriesInfo?>(null) : catalog.FindAsync(exact, context.RequestAborted);
    }
}
