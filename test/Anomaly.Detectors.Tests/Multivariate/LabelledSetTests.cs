using Anomaly.Detectors.Ensemble;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;
using Anomaly.Detectors.Multivariate;
using Anomaly.Detectors.Tests.Multivariate.Labelled;

namespace Anomaly.Detectors.Tests.Multivariate;

/// <summary>The figures of docs/groups.md.</summary>
public sealed class LabelledSetTests(ITestOutputHelper output)
{
    private const int Hosts = 12;

    /// <summary>A single-series method is given the level that suits it best: the lowest with no more false alarms than the group.</summary>
    private static readonly Dictionary<string, DetectorOptions> SingleSeries = new()
    {
        ["moving_average, sigma, window 5"] = new MovingAverageOptions(5, 1, ThresholdKind.Sigma),
        ["moving_average, sigma, window 60"] = new MovingAverageOptions(60, 1, ThresholdKind.Sigma),
        ["isolation_forest"] = new IsolationForestOptions(),
    };

    private static readonly LabelledHost[] Set = [.. Enumerable.Range(1, Hosts).Select(seed => new LabelledHost(seed))];

    [Fact]
    public void Group_OnLabelledHosts_FindsWhatTheSingleSeriesDoNot()
    {
        var detectors = Set.Select(_ => new GroupDetector(new GroupOptions())).ToArray();
        LabelledRun[] group = [.. Set.Zip(detectors, RunGroup)];
        var level = detectors[0].Level;
        var falseAlarms = group.Sum(run => run.FalseAlarms(level));
        var found = Report("group", group, level);

        var best = SingleSeries.Max(method =>
        {
            LabelledRun[] runs = [.. Set.Select(host => RunEach(host, method.Value))];
            return Report(method.Key, runs, LabelledRun.LevelFor(runs, falseAlarms));
        });

        // The ensemble has its own level.
        best = Math.Max(best, Report("ensemble", [.. Set.Select(host => RunEach(host, new EnsembleOptions()))], 1));

        var all = Set.Sum(host => host.Labels.Count);
        Assert.True(found >= 0.75 * all, $"The group found {found} of {all}.");
        Assert.True(falseAlarms <= 15, $"The group raised {falseAlarms} false alarms in {Set.Sum(host => host.Length)} vectors.");
        Assert.True(best <= 0.35 * found, $"The best single-series method found {best}, the group {found}.");
    }

    private static LabelledRun RunGroup(LabelledHost host, GroupDetector detector)
    {
        var scores = new double[host.Length];
        for (var vector = 0; vector < host.Length; vector++)
        {
            foreach (var (member, name) in LabelledHost.Members.Index())
            {
                var verdict = detector.Observe(name, new Sample(GroupFeed.Time(vector) + member, host.Value(member, vector)));
                scores[vector] = Math.Max(scores[vector], verdict.Rarity);
            }
        }

        return new LabelledRun(host, scores);
    }

    /// <summary>A vector's score is the highest of its members'.</summary>
    private static LabelledRun RunEach(LabelledHost host, DetectorOptions options)
    {
        var detectors = LabelledHost.Members.Select(_ => DetectorFactory.Create(options)).ToArray();
        var scores = new double[host.Length];
        for (var vector = 0; vector < host.Length; vector++)
        {
            foreach (var (member, detector) in detectors.Index())
            {
                var score = detector.Observe(new Sample(GroupFeed.Time(vector), host.Value(member, vector))).Score;
                scores[vector] = Math.Max(scores[vector], double.IsNaN(score) ? 0 : score);
            }
        }

        return new LabelledRun(host, scores);
    }

    private int Report(string method, LabelledRun[] runs, double level)
    {
        var found = runs.SelectMany(run => run.Found(level)).CountBy(fault => fault.Kind).ToDictionary();
        var all = Set.SelectMany(host => host.Labels).CountBy(fault => fault.Kind);
        output.WriteLine(
            $"{method}: found {found.Values.Sum()} of {all.Sum(kind => kind.Value)}, {runs.Sum(run => run.FalseAlarms(level))} false alarms in {Set.Sum(host => host.Length)} vectors; "
            + string.Join(", ", all.Select(kind => $"{kind.Key} {found.GetValueOrDefault(kind.Key)}/{kind.Value}")));
        return found.Values.Sum();
    }
}
