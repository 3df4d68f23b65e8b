using System.Globalization;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;

namespace Anomaly.Notifications.Tests.Silences;

public sealed class SilenceTests
{
    private const string Start = "2026-11-20T00:00:00Z";
    private const string End = "2026-12-01T00:00:00Z";

    private static readonly DateTimeOffset Now = At("2026-11-22T10:00:00Z");

    [Theory]
    [InlineData("2026-11-19T23:59:59Z", SilenceState.Pending, false)]
    [InlineData(Start, SilenceState.Active, true)]
    [InlineData("2026-11-30T23:59:59Z", SilenceState.Active, true)]
    [InlineData(End, SilenceState.Expired, false)]
    public void State_ByTime_StartIsInsideAndEndOutside(string time, SilenceState state, bool mutes)
    {
        var silence = Read(Body());

        Assert.Equal(state, silence.StateAt(At(time)));
        Assert.Equal(mutes, silence.Mutes(Web, At(time)));
        Assert.False(silence.Mutes(new Dictionary<string, string> { ["host"] = "db-1" }, At(time)));
    }

    [Fact]
    public void Mutes_Windows_OnlyInThemAndOnlyFromStartToEnd()
    {
        var silence = Read(Body(more: ""","recurrence":{"days":["sat"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}"""));

        Assert.Equal(SilenceState.Active, silence.StateAt(Now));
        Assert.False(silence.Mutes(Web, Now));
        Assert.True(silence.Mutes(Web, At("2026-11-21T21:30:00Z")));
        Assert.True(silence.Mutes(Web, At("2026-11-22T04:30:00Z")));
        Assert.False(silence.Mutes(Web, At("2026-11-14T21:30:00Z")));
        Assert.False(silence.Mutes(Web, At("2026-12-05T21:30:00Z")));
    }

    [Fact]
    public void Mutes_SeveralMatchers_AllMustMatch()
    {
        var silence = Read(Body("""["host=~\"web-.*\"","severity!=\"critical\""]"""));

        Assert.True(silence.Mutes(IncidentLabels.Of(Web, AnomalySeverity.Warning, "cpu", "ensemble"), Now));
        Assert.False(silence.Mutes(IncidentLabels.Of(Web, AnomalySeverity.Critical, "cpu", "ensemble"), Now));
    }

    [Fact]
    public void Set_SeveralSilences_ThoseThatMute()
    {
        var (web, all, later) = (Read(Body()), Read(Body("""["host=~\".+\""]""")), Read(Body(start: "2026-11-25T00:00:00Z")));
        var set = new SilenceSet([web, all, later]);

        Assert.Equal([web, all], set.Mutes(Web, Now));
        Assert.Equal([all], set.Mutes(new Dictionary<string, string> { ["host"] = "db-1" }, Now));
        Assert.Empty(set.Mutes(new Dictionary<string, string>(), Now));
    }

    [Fact]
    public void Set_IncidentOfSeveralSeries_IsMutedWhereEachOfThemIs()
    {
        var (a, b) = (Read(Body("""["series=\"a\""]""")), Read(Body("""["series=\"b\""]""")));
        var sets = IncidentLabels.Of(Web, AnomalySeverity.Info, ["a", "b"], ["ensemble", "moving_average"]);

        Assert.Empty(new SilenceSet([a]).Mutes(sets, Now));
        Assert.Equal([a, b], new SilenceSet([a, b]).Mutes(sets, Now));
    }

    [Theory]
    [InlineData("[]", "body", "must be an object")]
    [InlineData("{", "body", "is not valid JSON")]
    [InlineData("""{"matchers":["a=\"\ud800\""]}""", "body", "no Unicode")]
    public void Read_NoObject_SaysSo(string text, string path, string complaint) => Check(text, path, complaint);

    [Theory]
    [InlineData("matchers", "[]", "matchers", "are empty")]
    [InlineData("matchers", "null", "matchers", "are missing")]
    [InlineData("matchers", "3", "matchers", "must be a list")]
    [InlineData("matchers", """["host=~\".*\"","zone!=\"eu\""]""", "matchers", "all match the empty string")]
    [InlineData("matchers", """[{"name":"host","value":"a(","isRegex":true}]""", "matchers[0].value", "is 'a(', an expression that is none")]
    [InlineData("matchers", """[{"name":"","value":"a"}]""", "matchers[0].name", "is empty")]
    [InlineData("matchers", """[{"name":"host","value":"a","isRegex":1}]""", "matchers[0].isRegex", "must be true or false")]
    [InlineData("startsAt", "null", "startsAt", "is missing")]
    [InlineData("startsAt", "\"now\"", "startsAt", "must be an RFC 3339 time")]
    [InlineData("endsAt", "\"2026-11-20T00:00:00Z\"", "endsAt", "must be later than startsAt")]
    [InlineData("endsAt", "\"2026-11-21T00:00:00Z\"", "endsAt", "must be in the future")]
    [InlineData("createdBy", "\"\"", "createdBy", "is empty")]
    [InlineData("createdBy", "\"a\\u0000\"", "createdBy", "without control characters")]
    [InlineData("comment", "null", "comment", "is missing")]
    [InlineData("learn", "\"no\"", "learn", "must be true or false")]
    [InlineData("recurrence", """{"days":["sat"],"from":"22:00","to":"06:00","time_zone":"Nowhere"}""", "recurrence.time_zone", "must be a time zone")]
    [InlineData("recurrence", """{"days":["sat"],"from":"25:00","to":"06:00"}""", "recurrence.from", "must be a time of day")]
    [InlineData("recurrence", "[]", "recurrence", "must be an object")]
    [InlineData("id", "\"7\"", "id", "must be the UUID")]
    [InlineData("until", "3", "until", "is no field")]
    public void Read_Wrong_SaysWhereAndWhat(string field, string value, string path, string complaint)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(Body())!.AsObject();
        body[field] = System.Text.Json.Nodes.JsonNode.Parse(value);

        Check(body.ToJsonString(), path, complaint);
    }

    [Fact]
    public void Read_NotLearnedBySeverity_SaysThatSamplesHaveNone() =>
        Check(Body("""["host=\"web-1\"","severity=\"info\""]""", more: ",\"learn\":false"), "learn", "a matcher is about severity, which no sample has");

    private static Dictionary<string, string> Web => new() { ["host"] = "web-1" };

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static string Body(string matchers = """[{"name":"host","value":"web-.*","isRegex":true,"isEqual":true}]""", string start = Start, string more = "") =>
        $$"""{"matchers":{{matchers}},"startsAt":"{{start}}","endsAt":"{{End}}","createdBy":"ana","comment":"disks are changed"{{more}}}""";

    private static Silence Read(string text)
    {
        var errors = new FieldErrors();
        var draft = SilenceJson.Read(text, Now, errors);
        Assert.Empty(errors.ByPath);
        return draft!.Silence;
    }

    private static void Check(string text, string path, string complaint)
    {
        var errors = new FieldErrors();

        Assert.Null(SilenceJson.Read(text, Now, errors));

        var error = Assert.Single(errors.ByPath);
        Assert.Equal(path, error.Key);
        Assert.Contains(complaint, error.Value[0], StringComparison.Ordinal);
    }
}
