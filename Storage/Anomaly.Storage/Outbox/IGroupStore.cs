namespace Anomaly.Storage.Outbox;

/// <summary>
/// Groups of incidents, from what became of an incident to a message in the outbox. Any number of processes may work at once; what one holds
/// the others pass by, and what it leaves when it dies they find.
/// </summary>
public interface IGroupStore
{
    /// <summary>Takes the oldest changes of incidents, and puts the incidents into their groups: both or nothing.</summary>
    /// <param name="limit">How many changes at the most.</param>
    /// <param name="router">Says which groups.</param>
    /// <param name="cancellationToken">Gives up; nothing is taken then.</param>
    Task<RouteBatch> RouteAsync(int limit, IIncidentRouter router, CancellationToken cancellationToken);

    /// <summary>Looks at the groups that are due, writes what is to be told into the outbox, and keeps what was told: all of it or nothing.</summary>
    /// <param name="limit">How many groups at the most.</param>
    /// <param name="looker">Decides.</param>
    /// <param name="cancellationToken">Gives up; nothing is changed then.</param>
    Task<LookBatch> LookAsync(int limit, IGroupLooker looker, CancellationToken cancellationToken);

    /// <summary>Has the groups of a route looked at no later than its times say, which may have become shorter.</summary>
    /// <param name="routeKey">The route.</param>
    /// <param name="wait">How long a group waits before its first look.</param>
    /// <param name="interval">How long between looks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task HastenAsync(string routeKey, TimeSpan wait, TimeSpan interval, CancellationToken cancellationToken);
}
