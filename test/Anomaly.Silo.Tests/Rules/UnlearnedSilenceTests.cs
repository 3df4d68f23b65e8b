using System.Text.Json;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Rules;

/// <summary>What the samples of a silence with <c>learn: false</c> do in a running silo.</summary>
public sealed class UnlearnedSilenceTests(RuledSilo ruled) : IClassFixture<RuledSilo>
{
    private const string Series = "unlearned";

    [Fact]
    public async Task Samples_InASilenceThatIsNotLearned_AlarmToItsEndAndAreForgotten()
    {
        var now = TimeProvider.System.GetUtcNow();
        await ruled.SendAsync(Series, now.AddDays(-1), 10, 10, 10, 10, 10);
        await ruled.KnownAsync(Series, 5);
        var saved = await ruled.SendJsonAsync(HttpMethod.Post, "/api/v1/silences", JsonSerializer.Serialize(new
        {
            matchers = new[] { $"series=\"{Series}\"" },
            startsAt = now,
            endsAt = now.AddDays(9),
            createdBy = "ana",
            comment = "a load test",
            learn = false,
        }));
        await ruled.RestartAsync();
        await ruled.RuleAsync();

        // The mean stays that of the tens: each of these is as far from it as the first.
        await ruled.SendAsync(Series, now.AddDays(1), 100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
        var inIt = await Until.AnswersAsync(AlarmsAsync, list => list.Length >= 10, "each sample in the silence is alarmed");
        Assert.Equal(10, inIt.Length);
        Assert.All(inIt, anomaly => Assert.Equal(28, anomaly.GetProperty("expected").GetDouble()));

        await ruled.SendJsonAsync(HttpMethod.Delete, $"/api/v1/silences/{saved.GetProperty("silenceID").GetString()}");
        await ruled.RuleAsync();
        await ruled.SendAsync(Series, now.AddDays(2), 100, 100, 100, 100, 100, 100, 10);

        // Means of 28, 46, 64, 82 and 100: three are too far away. The last one is, from that of the hundreds.
        var all = await Until.AnswersAsync(AlarmsAsync, list => list.Length >= 14, "after the silence the level is learned");
        Assert.Equal(14, all.Length);
        Assert.Equal([28d, 46, 64, 82], all.Except(inIt, new ById()).Select(anomaly => anomaly.GetProperty("expected").GetDouble()).Order());
    }

    private async Task<JsonElement[]> AlarmsAsync() =>
        [.. (await ruled.AnomaliesAsync(Series)).Where(anomaly => anomaly.GetProperty("detection_method").GetString() == "moving_average")];

    private sealed class ById : IEqualityComparer<JsonElement>
    {
        public bool Equals(JsonElement x, JsonElement y) => x.GetProperty("id").GetString() == y.GetProperty("id").GetString();

        public int GetHashCode(JsonElement obj) => obj.GetProperty("id").GetString()!.GetHashCode(StringComparison.Ordinal);
    }
}
