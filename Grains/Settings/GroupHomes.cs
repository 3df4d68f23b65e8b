using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;

namespace Anomaly.Grains.Settings;

/// <summary>
/// Checks that the series of a group come from one partition: a partition's owner makes vectors of what it reads alone. A rule that was
/// there before is not asked again, so that a series which strays later does not stand in the way of other changes.
/// </summary>
internal static class GroupHomes
{
    private const int MostRead = 5000;
    private const int MostNamed = 3;

    /// <param name="document">The settings as they are to be.</param>
    /// <param name="before">The settings as they are.</param>
    /// <param name="catalog">All series.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task CheckAsync(SettingsDocument document, SettingsDocument before, ISeriesCatalog catalog, SettingsErrors errors, CancellationToken cancellationToken)
    {
        SettingsResolver? resolver = null;
        foreach (var (index, rule) in document.Rules.Index())
        {
            if (GroupSettingsReader.Label(SettingsMerge.Apply(document.Defaults, rule.Settings)) is not { } label || before.Rules.Any(each => IsSame(each, rule)))
            {
                continue;
            }

            resolver ??= new SettingsResolver(document);
            var spread = await catalog.ListSpreadAsync(label, GroupId.Prefix, MostRead, cancellationToken);
            var members = spread.Where(series => resolver.FindRule(series.Id, series.Labels) == index);
            if (members.GroupBy(series => series.Labels[label]).FirstOrDefault(SpansPartitions) is { } group)
            {
                errors.Add($"[{index}].settings.{GroupSettingsReader.Section}.{GroupSettingsReader.By}", Complaint(label, group));
            }
        }
    }

    private static bool IsSame(SeriesRule a, SeriesRule b) =>
        a.Name == b.Name && a.Settings == b.Settings && a.Match.Series == b.Match.Series && a.Match.Labels.Count == b.Match.Labels.Count && a.Match.Labels.All(label => b.Match.Labels.GetValueOrDefault(label.Key) == label.Value);

    private static bool SpansPartitions(IEnumerable<SeriesInfo> series) => series.Select(each => each.Partition).Distinct().Skip(1).Any();

    private static string Complaint(string label, IGrouping<string, SeriesInfo> group)
    {
        var partitions = group.GroupBy(series => series.Partition).OrderBy(home => home.Key)
            .Select(home => $"{home.Key} ({string.Join(", ", home.Select(series => series.Id).Take(MostNamed))}{(home.Skip(MostNamed).Any() ? ", …" : "")})");
        return $"is '{label}', but the series of {label} '{SettingsErrors.Shown(group.Key)}' arrive in the partitions {string.Join(" and ", partitions)}, and a group must be in one; "
            + $"send the series of one {label} with the {label} as record key";
    }
}
