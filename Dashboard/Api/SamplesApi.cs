using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Samples;
using Anomaly.Grains.Interfaces.Ingestion;
using Orleans.Concurrency;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/samples</c>: samples for those who have no Kafka client.</summary>
internal static class SamplesApi
{
    public static void MapSamples(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/samples", PublishAsync)
            .For(Role.Operator)
            .WithName("PublishSamples")
            .WithTags("Samples")
            .WithSummary("Sends samples to the topic: all of them, or none.")
            .WithDescription("The body is one record in any of the formats that Kafka records may have, whatever its content type, up to 1 MB.")
            .Produces<SamplesAccepted>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithSamplesBody();

    private static async Task<IResult> PublishAsync(HttpContext context, IGrainFactory grains)
    {
        if (await LimitedBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
            return ApiProblem.TooLarge($"The body may have {LimitedBody.Limit} bytes; send the samples in several requests.");
        if (body.Length == 0)
            return ApiProblem.Invalid(new Dictionary<string, string[]> { ["body"] = ["is empty; send samples in one of the record formats"] });

        var result = await grains.GetGrain<IIngestGrain>(0).PublishAsync(new Immutable<byte[]>(body), context.RequestAborted);
        return result.Outcome switch
        {
            IngestOutcome.Accepted => TypedResults.Accepted((string?)null, new SamplesAccepted(result.Accepted)),
            IngestOutcome.Invalid => ApiProblem.Invalid(result.Errors, result.Detail),
            IngestOutcome.TooLarge => ApiProblem.TooLarge(result.Detail ?? "The broker does not take a record of this size; send the samples in several requests."),
            _ => ApiProblem.Unavailable(context, result.Detail ?? "The broker does not take samples now; try again."),
        };
    }
}
