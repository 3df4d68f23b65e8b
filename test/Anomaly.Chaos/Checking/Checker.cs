using System.Text.Json.Nodes;

namespace Anomaly.Chaos.Checking;

/// <summary>Holds the database against the log.</summary>
internal sealed class Checker(TopicLog log, Database database)
{
    private const int Shown = 5;

    private readonly List<string> _examples = [];
    private long _lost;
    private long _doubled;
    private long _differing;

    public async Task<CheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var truth = Truth.Compute(log);
        var anomalies = await database.ReadAnomaliesAsync(cancellationToken);
        await CheckProgressAsync(cancellationToken);
        CheckAnomalies(truth, anomalies);
        CheckDeadLetters(truth, await database.ReadDeadLettersAsync(cancellationToken));
        return new CheckResult
        {
            StatesDiffering = CheckStates(truth, await database.ReadSeriesAsync(cancellationToken)),
            Records = truth.Records,
            Samples = truth.Samples,
            Lost = _lost,
            Doubled = _doubled,
            AnomaliesExpected = truth.Anomalies.Count,
            AnomaliesFound = anomalies.Count,
            AnomaliesDiffering = _differing,
            Examples = _examples,
        };
    }

    private async Task CheckProgressAsync(CancellationToken cancellationToken)
    {
        var progress = (await database.ReadProgressAsync(cancellationToken)).ToDictionary(row => row.Partition);
        foreach (var (partition, end) in log.ReadEnds().Index())
        {
            var (_, next, epoch) = progress.GetValueOrDefault(partition);
            if (next != end)
            {
                _lost += Math.Max(0, end - next);
                _doubled += Math.Max(0, next - end);
                _examples.Add($"partition {partition} is at offset {next}, its log ends at {end}");
            }

            if (epoch > 1)
            {
                _doubled++;
                _examples.Add($"partition {partition} was taken for one of a topic created again (epoch {epoch})");
            }
        }
    }

    private void CheckAnomalies(Truth truth, List<(AnomalyIdentity Identity, AnomalyFacts Facts)> found)
    {
        var left = found.GroupBy(anomaly => anomaly.Identity).ToDictionary(group => group.Key, group => group.Select(anomaly => anomaly.Facts).ToList());
        // Two may be of one identity, where a record is twice in the log: first those that are wholly as expected, then the rest.
        var rest = truth.Anomalies.Where(anomaly => !left.TryGetValue(anomaly.Identity, out var same) || !same.Remove(anomaly.Facts)).ToArray();
        foreach (var (identity, facts) in rest)
        {
            if (!left.TryGetValue(identity, out var others) || others.Count == 0)
            {
                Note(ref _lost, $"lost: {identity}");
                continue;
            }

            Note(ref _differing, $"differs: {identity}: expected {facts}, found {others[0]}");
            others.RemoveAt(0);
        }

        foreach (var (identity, others) in left)
        {
            foreach (var _ in others)
            {
                Note(ref _doubled, $"doubled: {identity}");
            }
        }
    }

    private void CheckDeadLetters(Truth truth, List<(int Partition, long Offset)> found)
    {
        foreach (var letter in truth.DeadLetters.Except(found))
        {
            Note(ref _lost, $"lost: dead letter {letter}");
        }

        foreach (var letter in found.Except(truth.DeadLetters))
        {
            Note(ref _doubled, $"doubled: dead letter {letter}");
        }
    }

    private int CheckStates(Truth truth, Dictionary<string, StoredSeries> found)
    {
        var differing = found.Keys.Except(truth.Series.Keys).Count();
        var shown = 0;
        foreach (var (id, series) in truth.Series)
        {
            if (Difference(series, found.GetValueOrDefault(id)) is { } difference)
            {
                differing++;
                if (shown++ < Shown)
                {
                    _examples.Add($"state of {id} differs: {difference}");
                }
            }
        }

        return differing;
    }

    private static string? Difference(SeriesTruth expected, StoredSeries? found) =>
        found is null ? "there is none"
        : found.Partition != expected.Partition || found.Epoch != 1 ? $"at home in partition {found.Partition} epoch {found.Epoch}, expected {expected.Partition} epoch 1"
        : found.Offset != expected.Offset ? $"at offset {found.Offset}, expected {expected.Offset}"
        : !found.Payload.AsSpan().SequenceEqual(expected.Payload()) ? $"its {found.Payload.Length} bytes at offset {found.Offset}"
        : found.LastSeen != expected.LastSeen || !found.LastValue.Equals(expected.LastValue) ? "its newest sample"
        : found.FirstSeen != expected.FirstSeen ? $"first seen {found.FirstSeen}, expected {expected.FirstSeen}"
        : !SameLabels(found.Labels, expected.Labels) ? $"labels {found.Labels}, expected {expected.Labels}"
        : null;

    private static bool SameLabels(string? found, string? expected) =>
        found is null || expected is null ? found == expected : JsonNode.DeepEquals(JsonNode.Parse(found), JsonNode.Parse(expected));

    private void Note(ref long count, string example)
    {
        if (count++ < Shown)
        {
            _examples.Add(example);
        }
    }
}
