using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Routes;
using Anomaly.Dashboard.Api.Settings;
using Anomaly.Dashboard.Changes;
using Anomaly.Notifications.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/routes</c>.</summary>
internal static class RoutesApi
{
    private const string Path = "/api/v1/routes";

    public static void MapRoutes(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ListAsync)
            .WithName("GetRoutes")
            .WithTags("Notifications")
            .WithSummary("The routes in order. Each stands for itself: an incident takes every one that matches.")
            .Produces<RouteItem[]>()
            .ProducesFailures()
            .WithRevisionTag();

        app.MapPut(Path, ReplaceAsync)
            .For(Role.Admin)
            .WithName("ReplaceRoutes")
            .WithTags("Notifications")
            .WithSummary("Replaces all routes: all of it or nothing.")
            .WithDescription("With If-Match only where nobody changed them meanwhile.")
            .Produces<RouteItem[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithParameters([ApiParameters.IfMatch])
            .WithRoutesBody()
            .WithRevisionTag();
    }

    private static async Task<Ok<RouteItem[]>> ListAsync(HttpContext context, RouteBook routes) => Answer(context, await routes.GetAsync(context.RequestAborted));

    private static async Task<Results<Ok<RouteItem[]>, ProblemHttpResult>> ReplaceAsync(HttpContext context, RouteChanges routes)
    {
        var (text, wrong) = await TextBody.ReadAsync(context);
        if (wrong is not null)
            return wrong;

        var change = await routes.ReplaceAsync(text, RevisionTag.Expected(context), context.RequestAborted);
        if (change.Conflict)
            return ApiProblem.PreconditionFailed("The routes were changed meanwhile; read them again, and send yours with the ETag of that answer.");

        return change.Routes is { } set ? Answer(context, set) : ApiProblem.Invalid(change.Errors);
    }

    private static Ok<RouteItem[]> Answer(HttpContext context, RouteSet set)
    {
        RevisionTag.Set(context, set.Revision);
        return TypedResults.Ok(set.Table.Routes.Select(route => new RouteItem(route)).ToArray());
    }
}
