using System.Globalization;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Description;
using Anomaly.Dashboard.Api.Notifications;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Queries;
using Anomaly.Dashboard.Changes;
using Anomaly.Storage.Outbox;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/api/v1/notifications</c>, and the test of a channel.</summary>
internal static class NotificationsApi
{
    private const string Path = "/api/v1/notifications";

    public static void MapNotifications(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ListAsync)
            .WithName("ListNotifications")
            .WithTags("Notifications")
            .WithSummary("The messages of the outbox, the newest first, without their texts.")
            .WithDescription("A further page has a Link header with rel=\"next\".")
            .Produces<NotificationItem[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesFailures()
            .WithParameters([.. ApiParameters.NotificationFilters, ApiParameters.Limit, ApiParameters.Cursor])
            .WithNextLink();

        app.MapPost(Path + "/{id}/retry", RetryAsync)
            .For(Role.Operator)
            .WithName("RetryNotification")
            .WithTags("Notifications")
            .WithSummary("Has a message tried again now that was given up, was cancelled or waits.")
            .WithDescription("All attempts are before it again. It goes before later messages about the same group.")
            .Produces<NotificationItem>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesFailures()
            .WithParameters([ApiParameters.NotificationId]);

        app.MapPost("/api/v1/channels/{name}/test", TestAsync)
            .For(Role.Operator)
            .WithName("TestChannel")
            .WithTags("Notifications")
            .WithSummary("Sends a message to a channel that says that it is a test: once, at once, whether the channel is enabled or not.")
            .Produces<ChannelTestItem>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesFailures()
            .WithParameters([ApiParameters.ChannelName]);
    }

    private static async Task<Results<Ok<NotificationItem[]>, ProblemHttpResult>> ListAsync(HttpContext context, IOutbox outbox)
    {
        var query = new QueryReader(context.Request.Query);
        var limit = query.Integer("limit", 1, 1000, otherwise: 100);
        var wanted = new OutboxQuery
        {
            Channel = query.Text("channel"),
            State = query.Enumeration<OutboxState>("state"),
            After = query.Value<long>(
                "cursor", (string text, out long seq) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seq), "the cursor of a Link header of this address"),
            Limit = limit + 1,
        };
        if (query.Problem is { } problem)
            return problem;

        // One more than asked for tells whether there is a next page.
        var found = await outbox.ListAsync(wanted, context.RequestAborted);
        if (found.Count > limit)
            NextLink.Add(context, found[limit - 1].Seq.ToString(CultureInfo.InvariantCulture));

        return TypedResults.Ok(found.Take(limit).Select(item => new NotificationItem(item)).ToArray());
    }

    private static async Task<Results<Ok<NotificationItem>, ProblemHttpResult>> RetryAsync(string id, HttpContext context, MessageChanges messages, IOutbox outbox)
    {
        var isId = Guid.TryParse(id, out var guid);
        var isDue = isId && await messages.RetryAsync(guid, context.RequestAborted);
        if (!isId || await outbox.FindAsync(guid, context.RequestAborted) is not { } item)
            return ApiProblem.NotFound($"There is no notification '{id}'; its id is a UUID, and it goes some time after it was finished.");

        return isDue
            ? TypedResults.Ok(new NotificationItem(item))
            : ApiProblem.Conflict($"The notification '{id}' {(item.State == OutboxState.Delivered ? "was delivered" : "is being sent right now")}; there is nothing to try again.");
    }

    private static async Task<Results<Ok<ChannelTestItem>, ProblemHttpResult>> TestAsync(string name, HttpContext context, ChannelChanges channels)
    {
        return await channels.TestAsync(name, context.RequestAborted) is { } test
            ? TypedResults.Ok(new ChannelTestItem(test))
            : ApiProblem.NotFound($"There is no channel '{name}'; PUT makes one.");
    }
}
