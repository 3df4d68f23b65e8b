using System.Text.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Incidents;
using Anomaly.Storage.Incidents;
using CsCheck;

namespace Anomaly.Notifications.Tests.Incidents;

/// <summary>What holds in any order and however it is cut into batches.</summary>
public sealed class IncidentFoldPropertyTests
{
    private static readonly IncidentOptions Options = new() { QuietGap = TimeSpan.FromSeconds(60), MaxLength = TimeSpan.FromSeconds(600), HistoryAfter = TimeSpan.FromSeconds(1800) };

    private static readonly Gen<InboxAnomaly> Anomalies =
        from at in Gen.Int[0, 3000]
        from number in Gen.Int[0, 1_000_000]
        from series in Gen.Int[0, 2]
        from lag in Gen.OneOf(Gen.Int[0, 5], Gen.Int[0, 4000], Gen.Int[-100, 0])
        from severity in Gen.Int[0, 2]
        from score in Gen.Int[0, 3]
        select Some.Anomaly(at, number, "s" + series, lag) with { Severity = (AnomalySeverity)severity, Score = score, Method = "m" + score };

    private static readonly Gen<InboxAnomaly[]> Sets = Anomalies.Array[1, 60].Select(anomalies => anomalies.DistinctBy(anomaly => anomaly.Id).ToArray());

    [Fact]
    public void AnyOrderAndSplit_CountsEachOnce() =>
        Gen.Select(Sets, Gen.Int[1, 10]).SelectMany(drawn => Gen.Shuffle(drawn.Item1).Select(order => (order, drawn.Item2))).Sample(drawn =>
        {
            var folding = Fold(drawn.order, drawn.Item2);

            Assert.Equal(drawn.order.Length, folding.Incidents.Sum(incident => incident.AnomalyCount));
            foreach (var incident in folding.Incidents)
            {
                var own = drawn.order.Where(anomaly => folding.Homes[anomaly.Id] == incident.Id).ToArray();
                Assert.Equal(own.Length, incident.AnomalyCount);
                Assert.Equal(own.Max(anomaly => anomaly.Severity), incident.Severity);
                Assert.Equal((own.Min(anomaly => anomaly.At), own.Max(anomaly => anomaly.At)), (incident.StartedAt, incident.LastAnomalyAt));
                Assert.Equal(own.Max(anomaly => anomaly.Id), incident.LastCountedAnomaly);
                Assert.Equal(own.Select(anomaly => anomaly.Method).Distinct().Order(), incident.Methods);
                Assert.True(incident.LastAnomalyAt - incident.StartedAt <= Options.MaxLength);
                var worst = own.OrderByDescending(anomaly => anomaly.Severity).ThenByDescending(anomaly => anomaly.Score).ThenBy(anomaly => anomaly.Id).First();
                Assert.Equal(worst.Id, incident.Peak.AnomalyId);
            }
        });

    [Fact]
    public void OneOrder_HoweverItIsCut_MakesTheSameIncidents() =>
        Gen.Select(Sets, Gen.Int[1, 20], Gen.Int[1, 20]).Sample((anomalies, one, other) =>
            Assert.Equal(Text(Fold(anomalies, one)), Text(Fold(anomalies, other))));

    [Fact]
    public void BurstsShorterThanTheGap_AreTheSameIncidentsInAnyOrder() =>
        Gen.Select(Gen.Int[0, 59], Gen.Int[0, 5], Gen.Int[0, 1_000_000])
            .Select((at, burst, number) => Some.Anomaly((burst * 200) + at, number, lag: 2000 - (burst * 200) - at))
            .Array[1, 60].Select(anomalies => anomalies.DistinctBy(anomaly => anomaly.Id).ToArray())
            .SelectMany(anomalies => Gen.Shuffle(anomalies).Select(order => (anomalies, order)))
            .Sample(drawn => Assert.Equal(Bursts(Fold(drawn.anomalies, 7)), Bursts(Fold(drawn.order, 3))));

    private static Folding Fold(IReadOnlyList<InboxAnomaly> anomalies, int batch)
    {
        var folding = new Folding(Options);
        foreach (var part in anomalies.Chunk(batch))
            folding.Take(part);
        return folding;
    }

    private static string Text(Folding folding) => JsonSerializer.Serialize(folding.Incidents);

    private static IEnumerable<(DateTimeOffset, DateTimeOffset, long, Guid)> Bursts(Folding folding) =>
        folding.Incidents.Select(incident => (incident.StartedAt, incident.LastAnomalyAt, incident.AnomalyCount, incident.Peak.AnomalyId));
}
