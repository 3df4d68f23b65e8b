using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Api.Routes;

/// <summary>Which incidents are told to a channel, in which groups, how soon and how often.</summary>
internal sealed record RouteItem
{
    internal RouteItem(Anomaly.Notifications.Routing.Route route)
    {
        Channel = route.Channel;
        Matchers = [.. route.Matchers.Select(matcher => new MatcherItem(matcher))];
        MinSeverity = route.MinSeverity;
        GroupBy = [.. route.GroupBy];
        GroupWait = SettingDuration.Format(route.GroupWait);
        GroupInterval = SettingDuration.Format(route.GroupInterval);
        RepeatInterval = SettingDuration.Format(route.RepeatInterval);
        Active = WeeklyWindowItem.Of(route.Active);
    }

    /// <summary>The channel's name.</summary>
    public string Channel { get; }

    /// <summary>What incidents must meet.</summary>
    public MatcherItem[] Matchers { get; }

    /// <summary>The least severity.</summary>
    public AnomalySeverity MinSeverity { get; }

    /// <summary>The labels whose values make the groups.</summary>
    public string[] GroupBy { get; }

    /// <summary>How long a new group waits for more.</summary>
    public string GroupWait { get; }

    /// <summary>How long until what changed in a group is told.</summary>
    public string GroupInterval { get; }

    /// <summary>After how long a group that did not change is told again.</summary>
    public string RepeatInterval { get; }

    /// <summary>When the route tells; null for always.</summary>
    public WeeklyWindowItem? Active { get; }
}
