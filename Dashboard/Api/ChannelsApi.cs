using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Channels;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Settings;
using Anomaly.Dashboard.Changes;
using Anomaly.Storage.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/channels</c>.</summary>
internal static class ChannelsApi
{
    private const string Path = "/api/v1/channels";

    public static void MapChannels(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ListAsync)
            .WithName("ListChannels")
            .WithTags("Notifications")
            .WithSummary("The channels, by name in byte order.")
            .Produces<ChannelItem[]>()
            .ProducesFailures();

        app.MapGet(Path + "/{name}", FindAsync)
            .WithName("GetChannel")
            .WithTags("Notifications")
            .WithSummary("One channel. Its secrets are \"set\", and never shown.")
            .Produces<ChannelItem>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesFailures()
            .WithParameters([ApiParameters.ChannelName])
            .WithRevisionTag();

        app.MapPut(Path + "/{name}", SaveAsync)
            .For(Role.Admin)
            .WithName("SaveChannel")
            .WithTags("Notifications")
            .WithSummary("Makes a channel, or replaces the one of the name.")
            .WithDescription("With If-Match only where nobody changed it meanwhile.")
            .Produces<ChannelItem>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesFailures()
            .WithParameters([ApiParameters.ChannelName, ApiParameters.IfMatch])
            .WithChannelBody()
            .WithRevisionTag();

        app.MapDelete(Path + "/{name}", DeleteAsync)
            .For(Role.Admin)
            .WithName("DeleteChannel")
            .WithTags("Notifications")
            .WithSummary("Deletes a channel that no route names.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesFailures()
            .WithParameters([ApiParameters.ChannelName]);
    }

    private static async Task<Ok<ChannelItem[]>> ListAsync(IChannelStore channels, CancellationToken cancellationToken) =>
        TypedResults.Ok((await channels.ListAsync(cancellationToken)).Select(channel => new ChannelItem(channel)).ToArray());

    private static async Task<Results<Ok<ChannelItem>, ProblemHttpResult>> FindAsync(string name, HttpContext context, IChannelStore channels) =>
        await channels.FindAsync(name, context.RequestAborted) is { } channel ? Answer(context, channel) : NoSuch(name);

    private static async Task<Results<Ok<ChannelItem>, ProblemHttpResult>> SaveAsync(string name, HttpContext context, ChannelChanges channels)
    {
        var (text, wrong) = await TextBody.ReadAsync(context);
        if (wrong is not null)
            return wrong;

        var saving = await channels.SaveAsync(name, text, RevisionTag.Expected(context), context.RequestAborted);
        if (saving.Conflict)
            return ApiProblem.PreconditionFailed($"The channel '{name}' was changed meanwhile; read it again, and send yours with the ETag of that answer.");

        return saving.Channel is { } channel ? Answer(context, channel) : ApiProblem.Invalid(saving.Errors);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, ChannelChanges channels, CancellationToken cancellationToken)
    {
        var deletion = await channels.DeleteAsync(name, cancellationToken);
        if (!deletion.Found)
            return NoSuch(name);
        if (deletion.Routes.Count == 0)
            return TypedResults.NoContent();

        var routes = string.Join(", ", deletion.Routes.Select(position => $"[{position}]"));
        return ApiProblem.Conflict($"The channel '{name}' is named by {(deletion.Routes.Count == 1 ? "the route" : "the routes")} {routes} of /api/v1/routes; change that first.");
    }

    private static Ok<ChannelItem> Answer(HttpContext context, ChannelRow channel)
    {
        RevisionTag.Set(context, channel.Revision);
        return TypedResults.Ok(new ChannelItem(channel));
    }

    private static ProblemHttpResult NoSuch(string name) => ApiProblem.NotFound($"There is no channel '{name}'; PUT makes one.");
}
