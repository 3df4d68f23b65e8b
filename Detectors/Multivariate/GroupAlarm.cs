using System.Globalization;
using Anomaly.Detectors.Explanations;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.Multivariate;

/// <summary>Says why a group was alarmed, and which of its members made it so.</summary>
internal static class GroupAlarm
{
    private const int Named = 3;
    private const double WorthNaming = 0.1;

    public static Alarm Explain(
        in GroupFinding finding, ReadOnlySpan<double> values, IReadOnlyList<GroupMember> members, Residuals residuals, TailLevel level, GroupOptions options)
    {
        var order = Enumerable.Range(0, members.Count).ToArray();
        var shares = finding.Contributions;
        Array.Sort(order, (a, b) => shares[b] != shares[a] ? shares[b].CompareTo(shares[a]) : a.CompareTo(b));
        return new Alarm
        {
            Method = GroupOptions.MethodName,
            Lag = 0,
            TimestampMs = finding.TimestampMs,
            Value = finding.Rarity,
            Threshold = finding.Level,
            Score = finding.Rarity,
            Expected = 0,
            Upper = finding.Level,
            Severity = SeverityScale.Of(finding.Rarity / finding.Level),
            Direction = AlarmDirection.Above,
            Reason = Reason(finding, values, members, residuals, order),
            Context = Context(finding, values, members, residuals, level, order),
            Config = Config(options),
        };
    }

    private static string Reason(in GroupFinding finding, ReadOnlySpan<double> values, IReadOnlyList<GroupMember> members, Residuals residuals, int[] order)
    {
        var shares = finding.Contributions;
        var most = string.Join(", ", order.Take(Named).Where((member, place) => place == 0 || shares[member] >= WorthNaming)
            .Select(member => $"{members[member].Id} {Percent(shares[member])}"));
        var first = order[0];
        var example = residuals.Expected[first] is var expected && double.IsFinite(expected) && expected != values[first]
            ? $"; {members[first].Id} is {Rounded.Text(values[first])} where the others let expect {Rounded.Text(expected)}"
            : "";
        return $"{most}: {What(finding.View)}{example}; 10^{Rounded.Text(finding.Rarity)} to 1 against it in this group, alarmed from 10^{Rounded.Text(finding.Level)}";
    }

    private static string What(GroupView view) => view switch
    {
        GroupView.Correlation => "the members are not to each other as they use to be",
        GroupView.Drift => "the members have moved away from each other for some time",
        _ => "the members' values are a combination that stands apart",
    };

    private static string Percent(double share) => Math.Round(100 * share).ToString(CultureInfo.InvariantCulture) + " %";

    private static string Context(
        in GroupFinding finding, ReadOnlySpan<double> values, IReadOnlyList<GroupMember> members, Residuals residuals, TailLevel level, int[] order)
    {
        var found = finding;
        using var json = new JsonText((5 * members.Count) + 8);
        return json
            .Add("view", finding.View.ToString().ToLowerInvariant())
            .Add("measure", finding.Measure)
            .Add("rarity", finding.Rarity)
            .Add("level", finding.Level)
            .Add("quantile_90", level.Quantile)
            .Add("mean_excess", level.MeanExcess)
            .Add("tail_shape", level.Shape)
            .Add("members", order.Select(member => members[member].Id))
            .Add("contributions", Ordered(order, member => found.Contributions[member]))
            .Add("values", Ordered(order, values))
            .Add("expected", Ordered(order, member => Finite.Clamp(residuals.Expected[member])))
            .Add("residuals", Ordered(order, member => residuals.OfMembers[member]))
            .Add("drifts", Ordered(order, member => members[member].RelativeDrift))
            .Complete();
    }

    private static double[] Ordered(int[] order, Func<int, double> value) => [.. order.Select(value)];

    private static double[] Ordered(int[] order, ReadOnlySpan<double> values)
    {
        var ordered = new double[order.Length];
        for (var i = 0; i < ordered.Length; i++)
            ordered[i] = values[order[i]];
        return ordered;
    }

    private static string Config(GroupOptions options)
    {
        using var json = new JsonText(2);
        return json.Add("interval_seconds", options.IntervalSeconds).Add("sensitivity", options.Sensitivity).Complete();
    }
}
