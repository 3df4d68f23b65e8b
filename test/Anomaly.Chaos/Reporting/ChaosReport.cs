using Anomaly.Chaos.Checking;

namespace Anomaly.Chaos.Reporting;

/// <summary>What a run came to.</summary>
internal sealed record ChaosReport
{
    public required CheckResult Check { get; init; }

    /// <summary>Whether all that was sent was saved in time at the end.</summary>
    public required bool AllSaved { get; init; }

    public required TimeSpan WorstOutage { get; init; }

    public required string WorstOutageWhen { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>How often each kind of fault, and each answer to one, came.</summary>
    public required IReadOnlyList<Tally> Tallies { get; init; }

    /// <summary>Why the run failed; empty where it did not.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    public IEnumerable<string> Lines()
    {
        yield return FormattableString.Invariant(
            $"records {Check.Records}, lost {Check.Lost}, doubled {Check.Doubled}, anomalies expected {Check.AnomaliesExpected} found {Check.AnomaliesFound}, states differing {Check.StatesDiffering}, worst outage {WorstOutage.TotalSeconds:0.0} s");
        yield return FormattableString.Invariant($"samples {Check.Samples}, anomalies differing {Check.AnomaliesDiffering}, worst outage: {WorstOutageWhen}; run time {Took.TotalSeconds:0} s");
        yield return "(an outage: a partition whose log has records beyond its saved progress saves none, for whatever reason, servers that are away among them)";
        foreach (var group in Tallies.GroupBy(tally => tally.Group))
        {
            yield return $"{group.Key}: {string.Join(", ", group.Select(tally => FormattableString.Invariant($"{tally.Name} {tally.Count}")))}";
        }

        foreach (var failure in Failures)
        {
            yield return $"FAILED: {failure}";
        }

        if (Failures.Count == 0)
        {
            yield return "PASSED";
        }
    }
}
