using System.Text.Json;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Rules;

/// <summary>Settings that change while a silo runs decide what is detected from the next samples on.</summary>
public sealed class RuleTests(RuledSilo ruled) : IClassFixture<RuledSilo>
{
    private const string Narrow = """{"moving_average":{"threshold":3}}""";

    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Rules_Put_AreInForceForThoseThatMatchAndNoOthers()
    {
        await ruled.SendAsync("web-1", Start, 10, 10, 10, 10, 18);
        await ruled.SendAsync("db-1", Start, 10, 10, 10, 10, 18);
        await ruled.KnownAsync("db-1", 5);
        await ruled.RuleAsync($$"""{"name":"web","match":{"series":"web-*"},"settings":{{Narrow}}}""");

        await ruled.SendAsync("db-1", Start.AddMinutes(1), 10, 10, 10, 10, 18);
        await ruled.SendAsync("web-1", Start.AddMinutes(1), 10, 10, 10, 10, 18);

        var found = await Until.AnswersAsync(() => ruled.AnomaliesAsync("web-1"), list => list.Any(anomaly => Time(anomaly) == Start.AddMinutes(1).AddSeconds(4)), "the rule finds an anomaly");
        Assert.All(found, anomaly => Assert.True(Time(anomaly) >= Start.AddMinutes(1)));
        Assert.All(found, anomaly => Assert.Equal(3, anomaly.GetProperty("config").GetProperty("threshold").GetDouble()));
        Assert.Empty(await ruled.AnomaliesAsync("db-1"));
        var listed = await ruled.Silo.GetListAsync("/api/v1/series?match=web-1");
        Assert.Equal("web", Assert.Single(listed).GetProperty("rule").GetString());
    }

    [Fact]
    public async Task Override_PutAndDeleted_IsInForceMeanwhile()
    {
        const string series = "own/1";
        var address = "/api/v1/series/" + Uri.EscapeDataString(series) + "/settings";
        await ruled.SendAsync(series, Start, 10, 10, 10, 10);
        await ruled.KnownAsync(series);

        var own = await ruled.SendJsonAsync(HttpMethod.Put, address, Narrow);
        await ruled.RuleAsync();
        await ruled.SendAsync(series, Start.AddMinutes(1), 10, 18, 10, 10, 10, 10, 10);
        await Until.AnswersAsync(() => ruled.AnomaliesAsync(series), list => list.Length == 1, "the series' own threshold finds one anomaly");
        await ruled.SendJsonAsync(HttpMethod.Delete, address);
        await ruled.RuleAsync();
        await ruled.SendAsync(series, Start.AddMinutes(2), 10, 18, 10, 10, 10, 10, 100);

        var found = await Until.AnswersAsync(() => ruled.AnomaliesAsync(series), list => list.Length > 1, "the threshold of all finds another");
        Assert.Equal([Start.AddMinutes(1).AddSeconds(1), Start.AddMinutes(2).AddSeconds(6)], found.Select(Time).Order());
        Assert.True(own.GetProperty("overridden").GetBoolean());
        Assert.Equal(3, own.GetProperty("settings").GetProperty("moving_average").GetProperty("threshold").GetDouble());
    }

    [Fact]
    public async Task Preview_ThenTheSameValuesComeUnderTheSettings_AgreesPointForPoint()
    {
        const string series = "pre/view ü", settings = """{"moving_average":{"threshold":6},"isolation_forest":{"min_consecutive":1,"contamination":0.3}}""";
        var address = "/api/v1/series/" + Uri.EscapeDataString(series);
        var random = new Random(3);
        await ruled.SendAsync(series, Start, [.. Enumerable.Range(0, 150).Select(_ => Math.Round(50 + random.NextDouble() + (random.Next(9) == 0 ? 15 : 0), 3))]);
        await ruled.KnownAsync(series, 64);

        var preview = await ruled.SendJsonAsync(HttpMethod.Post, address + "/preview", settings);
        var before = await ruled.AnomaliesAsync(series);
        await ruled.SendJsonAsync(HttpMethod.Put, address + "/settings", settings);
        await ruled.RuleAsync();
        var points = preview.GetProperty("points").EnumerateArray().ToArray();
        var again = Start.AddDays(1);
        await ruled.SendAsync(series, again, [.. points.Select(point => point.GetProperty("value").GetDouble())]);

        var expected = preview.GetProperty("alarms").EnumerateArray().Select(alarm => Line(alarm.GetProperty("index").GetInt32(), alarm, "method", "score")).Order(StringComparer.Ordinal).ToArray();
        var known = before.Select(anomaly => anomaly.GetProperty("id").GetString()).ToHashSet();
        var found = await Until.AnswersAsync(
            async () => (await ruled.AnomaliesAsync(series)).Where(anomaly => !known.Contains(anomaly.GetProperty("id").GetString())).ToArray(),
            list => list.Length >= expected.Length,
            "the alarms of the preview are raised");
        Assert.Equal(expected, found.Select(anomaly => Line(Index(anomaly), anomaly, "detection_method", "anomaly_score")).Order(StringComparer.Ordinal));
        Assert.Contains(expected, line => line.Contains("moving_average", StringComparison.Ordinal));
        Assert.Contains(expected, line => line.Contains("isolation_forest", StringComparison.Ordinal));
        var scored = (await ruled.SendJsonAsync(HttpMethod.Get, address)).GetProperty("points").EnumerateArray().ToArray();
        Assert.Equal(points.Select(Numbers), scored.Select(Numbers));

        int Index(JsonElement anomaly) => Time(anomaly) >= again
            ? (int)(Time(anomaly) - again).TotalSeconds
            : Array.FindIndex(points, point => point.GetProperty("timestamp").GetDateTimeOffset() == Time(anomaly)) - points.Length;
    }

    [Fact]
    public async Task Kill_AfterChanges_SettingsAreThereAndInForceAgain()
    {
        await ruled.SendAsync("kept-1", Start, 10, 10, 10, 10);
        await ruled.SendAsync("kept-2", Start, 10, 10, 10, 10);
        await ruled.KnownAsync("kept-2");
        await ruled.SendJsonAsync(HttpMethod.Put, "/api/v1/series/kept-2/settings", """{"moving_average":{"threshold":2}}""");
        await ruled.RuleAsync($$"""{"name":"kept","match":{"series":"kept-*"},"settings":{{Narrow}}}""");
        var rules = await ruled.SendJsonAsync(HttpMethod.Get, "/api/v1/rules");

        await ruled.RestartAsync();

        Assert.True(JsonElement.DeepEquals(rules, await ruled.SendJsonAsync(HttpMethod.Get, "/api/v1/rules")));
        await ruled.SendAsync("kept-1", Start.AddMinutes(1), 10, 10, 10, 10, 18);
        await ruled.SendAsync("kept-2", Start.AddMinutes(1), 10, 10, 10, 10, 18);
        var one = await Until.AnswersAsync(() => ruled.AnomaliesAsync("kept-1"), list => list.Length > 0, "the rule is in force");
        var two = await Until.AnswersAsync(() => ruled.AnomaliesAsync("kept-2"), list => list.Length > 0, "the series' own settings are in force");
        Assert.Equal((3, 2), (one[0].GetProperty("threshold").GetDouble(), two[0].GetProperty("threshold").GetDouble()));
    }

    [Fact]
    public async Task Silence_OfASeries_IsRaisedOnceByWhicheverOwner_AndAgainAfterSamples()
    {
        await ruled.RuleAsync("""{"name":"quiet","match":{"series":"quiet-*"},"settings":{"silence":{"after":"2s"}}}""");
        await ruled.SendAsync("quiet-1", Start, 10, 11, 10, 11, 10, 11);
        var first = Assert.Single(await Until.AnswersAsync(() => ruled.AnomaliesAsync("quiet-1"), list => list.Length > 0, "the silence is raised"));
        await ruled.SendAsync("quiet-2", Start, 10, 11, 10);
        await ruled.KnownAsync("quiet-2");

        await ruled.RestartAsync();

        // Nothing comes of it any more, so the new owner has to find it; it then has looked at the other one too.
        await Until.AnswersAsync(() => ruled.AnomaliesAsync("quiet-2"), list => list.Length > 0, "the next owner finds the other silent series");
        Assert.Equal(first.GetProperty("id").GetString(), Assert.Single(await ruled.AnomaliesAsync("quiet-1")).GetProperty("id").GetString());
        Assert.Equal(("silence", "warning", 11.0), (first.GetProperty("detection_method").GetString(), first.GetProperty("severity").GetString(), first.GetProperty("value").GetDouble()));
        Assert.Equal(Start.AddSeconds(5), Time(first));
        // How long it had been when somebody looked is the machine's affair, but never less than the setting.
        Assert.Matches("^no sample for ([2-9]|[1-9][0-9.]*[0-9]) seconds; the last was 11 at 2026-11-01T00:00:05Z; samples came every 1 second before$", first.GetProperty("reason").GetString());
        Assert.Equal("""{"after":"2s"}""", first.GetProperty("config").GetRawText().Replace(" ", "", StringComparison.Ordinal));

        await ruled.SendAsync("quiet-1", Start.AddMinutes(1), 10);
        var again = await Until.AnswersAsync(() => ruled.AnomaliesAsync("quiet-1"), list => list.Length > 1, "it falls silent again");
        Assert.Equal([Start.AddSeconds(5), Start.AddMinutes(1)], again.Select(Time).Order());
        Assert.Single(await ruled.AnomaliesAsync("quiet-2"));
    }

    [Fact]
    public async Task Group_MemberThatLeavesTheOthers_IsAnAnomalyOfTheGroup_OnceThoughTheSiloIsKilled()
    {
        const string group = """@group{host="g-1",rule="grouped"}""";
        await ruled.RuleAsync("""{"name":"grouped","match":{"series":"g-1.*"},"settings":{"group":{"by":"host"}}}""");
        await SendGroupAsync(0, 300);
        await SendGroupAsync(300, 310, broken: true);

        var found = await Until.AnswersAsync(() => ruled.AnomaliesAsync(group), list => list.Length > 0, "the group is alarmed");
        await ruled.RestartAsync();
        await SendGroupAsync(310, 400);
        await Until.AnswersAsync(
            async () => (await ruled.SendJsonAsync(HttpMethod.Get, "/api/v1/series/" + Uri.EscapeDataString(group))).GetProperty("last_seen").GetDateTimeOffset(),
            seen => seen >= Start.AddSeconds(399),
            "the group goes on after the kill");

        var anomalies = await ruled.AnomaliesAsync(group);
        Assert.Superset(found.Select(Id).ToHashSet(), anomalies.Select(Id).ToHashSet());
        Assert.Equal(anomalies.Length, anomalies.Select(anomaly => anomaly.GetProperty("timestamp").GetString()).Distinct().Count());
        Assert.Equal(0, await ruled.Silo.MetricAsync("anomaly_conflicts_total", TestContext.Current.CancellationToken));
        Assert.All(anomalies, anomaly => Assert.True(Time(anomaly) >= Start.AddSeconds(300)));
        var first = anomalies[^1];
        Assert.Equal(("group", "g-1"), (first.GetProperty("detection_method").GetString(), first.GetProperty("labels").GetProperty("host").GetString()));
        Assert.StartsWith("g-1.m2 ", first.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("g-1.m2", first.GetProperty("context").GetProperty("members")[0].GetString());

        static string? Id(JsonElement anomaly) => anomaly.GetProperty("id").GetString();
    }

    /// <summary>Four members that follow one load, a round a second, in one record; where it is broken the third mirrors it within its usual range.</summary>
    private async Task SendGroupAsync(int from, int to, bool broken = false)
    {
        var samples = Enumerable.Range(from, to - from).SelectMany(round => Enumerable.Range(0, 4).Select(member =>
        {
            var load = 50 + (30 * Math.Sin(round / 9.0)) + (10 * Math.Sin(round / 2.3));
            var value = (broken && member == 2 ? 100 - load : load) + Math.Sin((round * (member + 3)) + member);
            return new { series = $"g-1.m{member}", timestamp = Start.AddSeconds(round).ToUnixTimeMilliseconds(), value, labels = new { host = "g-1" } };
        }));
        Assert.Equal(202, (await ruled.Silo.PostSamplesAsync(JsonSerializer.Serialize(samples))).Status);
    }

    private static DateTimeOffset Time(JsonElement anomaly) => anomaly.GetProperty("timestamp").GetDateTimeOffset();

    private static string Line(int index, JsonElement alarm, string method, string score) =>
        $"{index} {alarm.GetProperty(method)} {alarm.GetProperty("severity")} {alarm.GetProperty(score)} {alarm.GetProperty("reason")}";

    private static string Numbers(JsonElement point) =>
        string.Join(' ', new[] { "value", "expected", "lower", "upper", "score" }.Select(name => point.GetProperty(name).GetRawText()));
}
