using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Routing;

namespace Anomaly.Notifications.Tests.Routing;

public sealed class RouteTableTests
{
    private static readonly DateTimeOffset Sunday = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_Defaults_AreWrittenOut()
    {
        var table = Read("""[{"channel":"ops"}]""");

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""[{"channel":"ops","matchers":[],"min_severity":"info","group_by":[],"group_wait":"30s","group_interval":"5m","repeat_interval":"4h","active":null}]"""),
            table.ToJson()));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var table = Read("""
            [{"channel":"ops","matchers":["host=~\"web-.*\"",{"name":"zone","value":"eu","isEqual":false}],"min_severity":"critical","group_by":["host","host"],
              "group_wait":"0s","group_interval":"90s","repeat_interval":"1d12h","active":{"days":["fri","mon"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}}]
            """);

        var again = Read(table.ToJson().ToJsonString());

        Assert.Equal(table.ToJson().ToJsonString(), again.ToJson().ToJsonString());
        Assert.Contains("\"days\":[\"mon\",\"fri\"]", again.ToJson().ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(table.Routes[0].Key, again.Routes[0].Key);
    }

    [Theory]
    [InlineData("{}", "routes", "must be a JSON list")]
    [InlineData("[", "routes", "is not valid JSON")]
    [InlineData("[3]", "[0]", "must be an object")]
    [InlineData("[{}]", "[0].channel", "is missing")]
    [InlineData("""[{"channel":"nowhere"}]""", "[0].channel", "is 'nowhere', which is no channel; there are ops, night")]
    [InlineData("""[{"channel":"ops","matcher":[]}]""", "[0].matcher", "is no field; known here are channel, matchers")]
    [InlineData("""[{"channel":"ops"},{"channel":"night","matchers":[{"name":"host","value":"(","isRegex":true}]}]""", "[1].matchers[0].value", "is '(', an expression that is none")]
    [InlineData("""[{"channel":"ops","matchers":["host"]}]""", "[0].matchers[0]", "must be a matcher such as")]
    [InlineData("""[{"channel":"ops","matchers":[{"value":"a"}]}]""", "[0].matchers[0].name", "is missing")]
    [InlineData("""[{"channel":"ops","matchers":[{"name":"a"}]}]""", "[0].matchers[0].value", "is missing")]
    [InlineData("""[{"channel":"ops","min_severity":"high"}]""", "[0].min_severity", "must be one of info, warning, critical")]
    [InlineData("""[{"channel":"ops","group_by":["...","host"]}]""", "[0].group_by", "alone")]
    [InlineData("""[{"channel":"ops","group_by":[""]}]""", "[0].group_by[0]", "must be the name of a label")]
    [InlineData("""[{"channel":"ops","group_wait":"2h"}]""", "[0].group_wait", "is \"2h\"; must be a duration such as 30s or 1h30m, from 0s to 1h")]
    [InlineData("""[{"channel":"ops","group_interval":"0s"}]""", "[0].group_interval", "from 1s to 1d")]
    [InlineData("""[{"channel":"ops","repeat_interval":4}]""", "[0].repeat_interval", "is 4; must be a duration")]
    [InlineData("""[{"channel":"ops","repeat_interval":"1m"}]""", "[0].repeat_interval", "is 1m, less than group_interval, which is 5m")]
    [InlineData("""[{"channel":"ops","active":{"days":["mon"],"time_zone":"Mars/Base"}}]""", "[0].active.time_zone", "must be a time zone of the IANA database")]
    [InlineData("""[{"channel":"ops","active":{"days":["mon"],"time_zone":"../etc/passwd"}}]""", "[0].active.time_zone", "must be a time zone")]
    [InlineData("""[{"channel":"ops","active":{"from":"08:00","to":"08:00"}}]""", "[0].active.to", "as from is")]
    [InlineData("""[{"channel":"ops","active":{"from":"08:00"}}]""", "[0].active.from", "stands alone")]
    [InlineData("""[{"channel":"ops","active":{}}]""", "[0].active", "says no time")]
    [InlineData("""[{"channel":"ops","active":{"days":["monday"]}}]""", "[0].active.days[0]", "must be one of mon")]
    [InlineData("""[{"channel":"ops"},{"channel":"ops","group_wait":"1s"}]""", "[1]", "the same as [0]")]
    public void Read_Wrong_SaysWhereAndWhat(string text, string path, string complaint)
    {
        var errors = new FieldErrors();

        RouteTable.Read(text, new HashSet<string> { "night", "ops" }, errors);

        var error = Assert.Single(errors.ByPath);
        Assert.Equal(path, error.Key);
        Assert.Contains(complaint.Replace("ops, night", "night, ops", StringComparison.Ordinal), error.Value[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Match_SeveralRoutes_AllThatMatchInTheirOrder()
    {
        var table = Read("""
            [{"channel":"all"},{"channel":"ops","matchers":["host=~\"web-.*\""],"group_by":["host"]},{"channel":"ops","min_severity":"critical"},
             {"channel":"night","matchers":["host=\"db\""]},{"channel":"eu","matchers":["zone=\"\""]}]
            """);

        var matches = table.Match(Labels(("host", "web-1")), AnomalySeverity.Warning, Sunday);

        Assert.Equal(["all", "ops", "eu"], matches.Select(match => match.Route.Channel));
        Assert.Equal("web-1", matches[1].GroupLabels["host"]);
        Assert.Empty(matches[0].GroupLabels);
        Assert.Equal(["all", "ops", "ops", "eu"], table.Match(Labels(("host", "web-1")), AnomalySeverity.Critical, Sunday).Select(match => match.Route.Channel));
    }

    [Fact]
    public void Match_GroupKey_IsThatOfRouteAndValues()
    {
        var routes = """{"channel":"ops","matchers":["a=\"1\"","b!=\"2\""],"group_by":["host","zone"]}""";
        var other = """{"channel":"ops","group_by":["host","zone"]}""";
        string Key(string table, params (string, string)[] labels) => Read(table).Match(Labels(labels), AnomalySeverity.Info, Sunday).Single(match => match.Route.Matchers.Count == 2).GroupKey;

        var key = Key($"[{routes}]", ("a", "1"), ("host", "x"), ("other", "y"));

        Assert.Equal("""ops{a="1",b!="2"}/info/host,zone:{host="x"}""", key);
        Assert.Equal(key, Key($"[{other},{routes}]", ("host", "x"), ("a", "1"), ("zone", "")));
        Assert.Equal(key, Key($"[{routes.Replace("}", ",\"group_wait\":\"1s\"}", StringComparison.Ordinal)}]", ("host", "x"), ("a", "1")));
        Assert.NotEqual(key, Key($"[{routes}]", ("a", "1"), ("host", "x\",zone=\"y")));
        Assert.NotEqual(Key($"[{routes}]", ("a", "1"), ("host", "x\",zone=\"y")), Key($"[{routes}]", ("a", "1"), ("host", "x"), ("zone", "y")));
    }

    [Fact]
    public void Match_GroupedByAllLabels_SeverityChangesNoGroup()
    {
        var table = Read("""[{"channel":"ops","group_by":["..."]}]""");
        string Key(AnomalySeverity severity, string series) =>
            table.Match(IncidentLabels.Of(Labels(("host", "x")), severity, series, "ensemble"), severity, Sunday)[0].GroupKey;

        Assert.Equal(Key(AnomalySeverity.Info, "a"), Key(AnomalySeverity.Critical, "a"));
        Assert.NotEqual(Key(AnomalySeverity.Info, "a"), Key(AnomalySeverity.Info, "b"));
    }

    [Fact]
    public void Match_IncidentOfSeveralSeries_AnyOfThemIsEnoughAndTheGroupIsOfWhatTheyShare()
    {
        var table = Read("""[{"channel":"ops","matchers":["series=\"b\""],"group_by":["host","series"]}]""");
        var sets = IncidentLabels.Of(Labels(("host", "x")), AnomalySeverity.Info, ["a", "b"], ["ensemble"]);

        var match = Assert.Single(table.Match(sets, AnomalySeverity.Info, Sunday));

        Assert.Equal(["host"], match.GroupLabels.Keys);
        Assert.Empty(table.Match([sets[0]], AnomalySeverity.Info, Sunday));
    }

    [Fact]
    public void Match_OutsideOfTheRoutesTimes_IsSaid()
    {
        var table = Read("""[{"channel":"ops","active":{"days":["mon"]}}]""");

        Assert.False(table.Match(Labels(), AnomalySeverity.Info, Sunday)[0].IsActive);
        Assert.True(table.Match(Labels(), AnomalySeverity.Info, Sunday.AddDays(1))[0].IsActive);
    }

    private static Dictionary<string, string> Labels(params (string Name, string Value)[] labels) => labels.ToDictionary(label => label.Name, label => label.Value);

    private static RouteTable Read(string text)
    {
        var errors = new FieldErrors();
        var table = RouteTable.Read(text, null, errors);
        Assert.Empty(errors.ByPath);
        return table;
    }
}
