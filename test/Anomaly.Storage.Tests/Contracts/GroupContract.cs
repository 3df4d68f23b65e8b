using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Outbox;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

/// <summary>What the contracts of groups and of the outbox share.</summary>
public abstract class GroupContract(IBackend backend) : IncidentContract(backend)
{
    internal static Route ToOps { get; } = new()
    {
        Channel = "ops",
        GroupWait = TimeSpan.FromSeconds(30),
        GroupInterval = TimeSpan.FromMinutes(5),
        RepeatInterval = TimeSpan.FromHours(4),
    };

    internal static TellingPlan Plan(params Route[] routes) => Plan([], routes);

    internal static TellingPlan Plan(IReadOnlyList<Silence> silences, params Route[] routes) => Plan(0, silences, routes);

    internal static TellingPlan Plan(long revision, params Route[] routes) => Plan(revision, [], routes);

    internal Task<RouteBatch> RouteAsync(TellingPlan plan, int limit = 100) => Storage.Groups.RouteAsync(limit, new IncidentRouter(plan), Token);

    internal Task<LookBatch> LookAsync(TellingPlan plan, int limit = 100) => Storage.Groups.LookAsync(limit, new GroupLooker(plan), Token);

    /// <summary>One anomaly of each of some series, in incidents.</summary>
    protected async Task<Incident[]> FireAsync(int first, params string[] series)
    {
        var detected = Storage.Time.Now;
        await EnterAsync([.. series.Select((each, i) => An(each, first + i) with { Timestamp = detected, DetectedAt = detected })]);
        while ((await TakeAsync()).Counted > 0)
            continue;
        return await ListAsync();
    }

    protected void Pass(TimeSpan time) => Storage.Time.Now += time;

    internal async Task<Notification[]> MessagesAsync() =>
        [.. (await PayloadsAsync()).Select(NotificationText.Read)];

    internal async Task TellAsync(TellingPlan plan)
    {
        await RouteAsync(plan);
        Pass(ToOps.GroupWait);
        Assert.Equal(1, (await LookAsync(plan)).Messages);
        await DeliverAsync();
    }

    protected async Task DeliverAsync()
    {
        var me = Guid.NewGuid();
        foreach (var lease in await Storage.Outbox.ClaimAsync([new("ops", 100)], me, TimeSpan.FromMinutes(1), Token))
            Assert.True(await Storage.Outbox.CompleteAsync(lease, me, new() { State = OutboxState.Delivered }, Token));
    }

    private static TellingPlan Plan(long revision, IReadOnlyList<Silence> silences, Route[] routes) =>
        new(new RouteTable(routes), revision, new SilenceSet(silences), route => new RoutePlan(route, groupsAlone: false, null, isOpen: true), null);

    protected Task<object?> CountAsync(string table) => Storage.SqlAsync($"select count(*) from {table}");

    private async Task<List<string>> PayloadsAsync()
    {
        await using var connection = await Storage.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select payload from outbox order by seq";
        await using var reader = await command.ExecuteReaderAsync(Token);
        var payloads = new List<string>();
        while (await reader.ReadAsync(Token))
            payloads.Add(reader.GetString(0));
        return payloads;
    }
}
