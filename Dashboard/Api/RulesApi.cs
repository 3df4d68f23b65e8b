using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Settings;
using Anomaly.Dashboard.Changes;
using Anomaly.Grains.Interfaces.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/rules</c>.</summary>
internal static class RulesApi
{
    private const string Path = "/api/v1/rules";

    public static void MapRules(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ListAsync)
            .WithName("GetRules")
            .WithTags("Settings")
            .WithSummary("The rules in order: the first that matches a series decides its settings.")
            .Produces<RuleItem[]>()
            .ProducesFailures()
            .WithRevisionTag();

        app.MapPut(Path, ReplaceAsync)
            .For(Role.Admin)
            .WithName("ReplaceRules")
            .WithTags("Settings")
            .WithSummary("Replaces all rules: all of it or nothing.")
            .WithDescription("In force within a moment, for the samples that come then. With If-Match only where nobody changed the settings meanwhile.")
            .Produces<RuleItem[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithParameters([ApiParameters.IfMatch])
            .WithRulesBody()
            .WithRevisionTag();
    }

    private static async Task<Ok<RuleItem[]>> ListAsync(HttpContext context, IGrainFactory grains) =>
        Answer(context, await grains.GetGrain<ISettingsGrain>(0).GetAsync(context.RequestAborted));

    private static async Task<Results<Ok<RuleItem[]>, ProblemHttpResult>> ReplaceAsync(HttpContext context, SettingsChanges settings, IGrainFactory grains)
    {
        var (text, wrong) = await TextBody.ReadAsync(context);
        if (wrong is not null)
            return wrong;

        var reader = new RuleReader();
        var rules = reader.Read(text);
        if (reader.Errors.Count > 0)
            return ApiProblem.Invalid(reader.Errors);

        var result = await settings.SetRulesAsync(rules, RevisionTag.Expected(context), context.RequestAborted);
        if (result.Conflict)
            return ApiProblem.PreconditionFailed("The settings were changed meanwhile; read the rules again, and send yours with the ETag of that answer.");
        if (!result.Done)
            return ApiProblem.Invalid(result.Errors);

        return Answer(context, await grains.GetGrain<ISettingsGrain>(0).GetAsync(context.RequestAborted));
    }

    private static Ok<RuleItem[]> Answer(HttpContext context, SettingsDocument document)
    {
        RevisionTag.Set(context, document.Revision);
        return TypedResults.Ok(document.Rules.Select(rule => new RuleItem(rule)).ToArray());
    }
}
