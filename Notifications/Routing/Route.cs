using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Weekly;

namespace Anomaly.Notifications.Routing;

/// <summary>Which incidents are told to a channel, in which groups, how soon and how often.</summary>
public sealed record Route
{
    /// <summary>What <see cref="GroupBy"/> holds alone where every incident is to be a group of its own: all labels.</summary>
    public const string AllLabels = "...";

    /// <summary>The name of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>What incidents must meet; none for all.</summary>
    public IReadOnlyList<Matcher> Matchers { get; init; } = [];

    /// <summary>The least severity.</summary>
    public AnomalySeverity MinSeverity { get; init; } = AnomalySeverity.Info;

    /// <summary>The labels whose values make the groups; none for one group. See <see cref="AllLabels"/>.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>How long a new group waits for more before it is told.</summary>
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a group that was told waits until what changed is told.</summary>
    public TimeSpan GroupInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long a group that did not change is told again.</summary>
    public TimeSpan RepeatInterval { get; init; } = TimeSpan.FromHours(4);

    /// <summary>When the route tells; null for always. What comes at other times is told then.</summary>
    public WeeklyWindow? Active { get; init; }

    /// <summary>
    /// A stable text of which incidents go where in which groups. No two routes of a table have the same, and a change of order or of times leaves
    /// it as it is.
    /// </summary>
    public string Key => MakeKey();

    /// <summary>Whether the route tells at a time.</summary>
    public bool IsActive(DateTimeOffset at) => Active?.Covers(at) != false;

    /// <summary>Whether labels of a severity are the route's.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels, AnomalySeverity severity) =>
        severity >= MinSeverity && Matchers.All(matcher => matcher.Matches(labels));

    /// <summary>The labels that make the group; absent and empty ones are left out, and so is the severity from <see cref="AllLabels"/>, for it changes while an incident lasts.</summary>
    public IReadOnlyDictionary<string, string> GroupLabels(IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var all = GroupBy is [AllLabels];
        return new SortedDictionary<string, string>(
            labels.Where(label => label.Value.Length > 0 && (all ? label.Key != IncidentLabels.Severity : GroupBy.Contains(label.Key))).ToDictionary(),
            StringComparer.Ordinal);
    }

    private string MakeKey()
    {
        var matchers = string.Join(',', Matchers.Select(matcher => matcher.ToString()).Order(StringComparer.Ordinal));
        var by = string.Join(',', GroupBy.Select(MatcherText.FormatName).Order(StringComparer.Ordinal));
        return $"{Channel}{{{matchers}}}/{SeverityNames.Of(MinSeverity)}/{by}{(Active is null ? "" : $"/{Active}")}";
    }
}
