using Anomaly.Notifications.Routing;
using CsCheck;

namespace Anomaly.Notifications.Tests.Routing;

public sealed class MatcherTests
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.Char["\\\"n=!~ {},ab-.*\n"].Array[0, 8].Select(letters => new string(letters)));

    [Theory]
    [InlineData("host=\"web-1\"", "web-1", true)]
    [InlineData("host=\"web-1\"", "web-12", false)]
    [InlineData("host!=\"web-1\"", "web-2", true)]
    [InlineData("host=~\"web-.\"", "web-1", true)]
    [InlineData("host=~\"web-.\"", "web-12", false)]
    [InlineData("host=~\"web-.\"", "a web-1", false)]
    [InlineData("host=~\"a|b\"", "b", true)]
    [InlineData("host=~\"a|b\"", "ab", false)]
    [InlineData("host!~\"web-.*\"", "db-1", true)]
    [InlineData("host!~\"web-.*\"", "web-1", false)]
    [InlineData("host=\"\"", null, true)]
    [InlineData("host=~\".*\"", null, true)]
    [InlineData("host=~\".+\"", null, false)]
    [InlineData("host!=\"\"", null, false)]
    [InlineData("host!=\"web-1\"", null, true)]
    public void Matches_ValueOfTheLabel_AsAlertmanagerDoes(string text, string? host, bool expected)
    {
        Assert.True(MatcherText.TryParse(text, out var matcher, out _));

        var labels = host is null ? [] : new Dictionary<string, string> { ["host"] = host };
        Assert.Equal(expected, matcher.Matches(labels));
        Assert.Equal(host is null && expected, host is null && matcher.MatchesEmpty);
    }

    [Theory]
    [InlineData("host=web-1", "host=\"web-1\"")]
    [InlineData("  host =~ \"web-\\d+\" ", "host=~\"web-\\\\d+\"")]
    [InlineData("\"my label\"!=\"a \\\"b\\\"\"", "\"my label\"!=\"a \\\"b\\\"\"")]
    [InlineData("host=", "host=\"\"")]
    [InlineData("host!~\"a\\nb\"", "host!~\"a\\nb\"")]
    public void Parse_Spelling_ComesBackInTheOneForm(string text, string form)
    {
        Assert.True(MatcherText.TryParse(text, out var matcher, out _));
        Assert.Equal(form, matcher.ToString());
    }

    [Theory]
    [InlineData("", "must be a matcher")]
    [InlineData("host", "must be a matcher")]
    [InlineData("=\"a\"", "must be a matcher")]
    [InlineData("host=\"a", "must be a matcher")]
    [InlineData("host=\"a\" b", "must be a matcher")]
    [InlineData("host==\"a\"", "must be a matcher")]
    [InlineData("host~\"a\"", "must be a matcher")]
    [InlineData("\" \"=\"a\"", "must be a matcher")]
    [InlineData("h\u007fst=\"a\"", "must be without control characters")]
    [InlineData("host=\"a\u0085\"", "must be without control characters")]
    [InlineData("host=~\"(\"", "whose expression is none")]
    [InlineData("host=~\"(?=a)\"", "look-around")]
    [InlineData("host=~\"(a)\\\\1\"", "back-references")]
    [InlineData("host=~\"(a{1000}){1000}\"", "too many states")]
    [InlineData("host=~\")|(\"", "whose expression is none")]
    public void Parse_NoMatcher_SaysWhatItMustBe(string text, string complaint)
    {
        Assert.False(MatcherText.TryParse(text, out _, out var said));
        Assert.Contains(complaint, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfAnyMatcher_IsReadAsTheSame() =>
        Gen.Select(Text.Where(name => !string.IsNullOrWhiteSpace(name) && IsPlain(name)), Text.Where(IsPlain), Gen.Bool, Gen.Bool).Sample((name, value, isRegex, isEqual) =>
        {
            var matcher = new Matcher(name, value, isRegex && Matcher.FindFlaw(value) is null, isEqual);
            return MatcherText.TryParse(matcher.ToString(), out var read, out _) && read.Equals(matcher);
        });

    private static bool IsPlain(string text) => !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t'));

    [Fact]
    public void Parse_AnyText_IsAMatcherOrAComplaint() =>
        Text.Sample(text => MatcherText.TryParse(text, out var matcher, out var complaint) ? matcher is not null : complaint.Length > 0);

    [Fact]
    public void Matches_NegatedMatcher_IsTheOpposite() =>
        Gen.Select(Gen.OneOf("a", "a|b", ".*", ".+", "[ab]c?", ""), Gen.OneOf("a", "b", "ac", "", "abc"), Gen.Bool).Sample((value, label, isRegex) =>
        {
            var labels = new Dictionary<string, string> { ["x"] = label };
            return new Matcher("x", value, isRegex).Matches(labels) != new Matcher("x", value, isRegex, isEqual: false).Matches(labels);
        });
}
