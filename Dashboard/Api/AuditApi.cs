using System.Globalization;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Access;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Queries;
using Anomaly.Dashboard.Changes;
using Anomaly.Storage.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/audit</c>.</summary>
internal static class AuditApi
{
    private const string Path = "/api/v1/audit";

    public static void MapAudit(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, ListAsync)
            .For(Role.Admin)
            .WithName("ListAudit")
            .WithTags("Access")
            .WithSummary("The changes that people and programs made over the web, the newest first: who, what, before, after.")
            .WithDescription("A further page has a Link header with rel=\"next\".")
            .Produces<AuditItem[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesFailures()
            .WithParameters([.. ApiParameters.AuditFilters, ApiParameters.Limit, ApiParameters.Cursor])
            .WithNextLink();

    private static async Task<Results<Ok<AuditItem[]>, ProblemHttpResult>> ListAsync(HttpContext context, AuditLog audit)
    {
        var query = new QueryReader(context.Request.Query);
        var limit = query.Integer("limit", 1, 1000, otherwise: 100);
        var wanted = new AuditQuery
        {
            Actor = query.Text("actor"),
            Action = query.Text("action"),
            Target = query.Text("target"),
            From = query.Time("from"),
            To = query.Time("to"),
            After = query.Value<long>(
                "cursor", (string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id), "the cursor of a Link header of this address"),
            Limit = limit + 1,
        };
        if (wanted.From > wanted.To)
            query.Fail("from", "is after to; must be before it");
        if (query.Problem is { } problem)
            return problem;

        // One more than asked for tells whether there is a next page.
        var found = await audit.ListAsync(wanted, context.RequestAborted);
        if (found.Count > limit)
            NextLink.Add(context, found[limit - 1].Id.ToString(CultureInfo.InvariantCulture));

        return TypedResults.Ok(found.Take(limit).Select(entry => new AuditItem(entry)).ToArray());
    }
}
