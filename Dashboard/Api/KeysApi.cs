using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Access;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Settings;
using Anomaly.Dashboard.Changes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/keys</c>.</summary>
internal static class KeysApi
{
    private const string Path = "/api/v1/keys";

    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ListAsync)
            .For(Role.Admin)
            .WithName("ListKeys")
            .WithTags("Access")
            .WithSummary("The keys for the API and the pages: those of the settings, then those that were made, by name in byte order.")
            .Produces<KeyItem[]>()
            .ProducesFailures();

        app.MapPost(Path, CreateAsync)
            .For(Role.Admin)
            .WithName("CreateKey")
            .WithTags("Access")
            .WithSummary("Makes a key. The answer has it; it is shown this once, and only its hash is kept.")
            .Produces<KeyCreated>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithKeyBody();

        app.MapDelete(Path + "/{name}", DeleteAsync)
            .For(Role.Admin)
            .WithName("DeleteKey")
            .WithTags("Access")
            .WithSummary("Takes a key away: refused here at once, at the other hosts within five seconds.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesFailures()
            .WithParameters([ApiParameters.KeyName]);
    }

    private static async Task<Ok<KeyItem[]>> ListAsync(KeyChanges keys, CancellationToken cancellationToken) => TypedResults.Ok(await keys.ListAsync(cancellationToken));

    private static async Task<Results<Created<KeyCreated>, ProblemHttpResult>> CreateAsync(HttpContext context, KeyChanges keys, TimeProvider time)
    {
        var (text, wrong) = await TextBody.ReadAsync(context);
        if (wrong is not null)
            return wrong;

        var (name, role, end, errors) = KeyReader.Read(text, time.GetUtcNow());
        if (errors.Count > 0)
            return ApiProblem.Invalid(errors);

        if (await keys.CreateAsync(name, role, end, context.RequestAborted) is not { } created)
            return ApiProblem.Conflict($"There is a key '{name}'; take it away first, or choose another name.");

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"{Path}/{name}", new KeyCreated(name, created.Row.Role, created.Row.ExpiresAt, created.Key));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, KeyChanges keys, KeyBook book, CancellationToken cancellationToken)
    {
        if (await keys.DeleteAsync(name, cancellationToken))
            return TypedResults.NoContent();

        return book.OfSettings.Any(key => key.Name == name)
            ? ApiProblem.Conflict($"The key '{name}' is in the settings; take Web:ApiKeys:{name} away there.")
            : ApiProblem.NotFound($"There is no key '{name}'.");
    }
}
