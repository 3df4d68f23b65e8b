using System.Text;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Tests.Groups;

public sealed class GroupIdTests
{
    [Theory]
    [InlineData("host", "web-1", "web")]
    [InlineData("host", "a\"b\\", "a \"rule\", \\")]
    [InlineData("pod name", "x\",rule=\"y", "z\"}")]
    public void ToSeriesId_AnyText_IsReadBack(string label, string value, string rule)
    {
        var group = new GroupId(label, value, rule);

        Assert.True(GroupId.TryParse(group.ToSeriesId()!, out var read));
        Assert.Equal(group, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void ToSeriesId_ValueThatMakesNoId_IsNull(string value)
    {
        Assert.Null(new GroupId("host", value, "web").ToSeriesId());
        Assert.Null(new GroupId("host", new string('a', 1100), "web").ToSeriesId());
    }

    [Fact]
    public void SeriesOfSamples_WithTheIdOfAGroup_IsRefused()
    {
        var id = Encoding.UTF8.GetBytes(new GroupId("host", "web-1", "web").ToSeriesId()!);

        Assert.False(SeriesId.IsValid(id));
        Assert.Contains("names groups of series", SeriesId.Problem(id), StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_Group_HasTheGroupSettingsOfItsRule_AndIsMatchedByNone()
    {
        var document = new SettingsDocument
        {
            Defaults = """{"methods":["x"],"group":{"by":"","sensitivity":0.5}}""",
            Rules = [new SeriesRule { Name = "web", Settings = """{"group":{"by":"host","sensitivity":0.7}}""" }],
        };
        var resolver = new SettingsResolver(document);
        var labels = new Dictionary<string, string> { ["host"] = "a" };

        var member = resolver.Resolve("a.cpu", labels);
        var group = GroupSettingsReader.Find(member, labels)!.ToSeriesId()!;

        Assert.Equal("""@group{host="a",rule="web"}""", group);
        Assert.Equal(("web", """{"group":{"by":"host","sensitivity":0.7}}"""), (resolver.Resolve(group, labels).Rule, resolver.Resolve(group, labels).Settings));
        Assert.Equal(-1, resolver.FindRule(group, labels));
        Assert.Equal("default", resolver.Resolve(new GroupId("host", "a", "gone").ToSeriesId()!, labels).Rule);
        Assert.Null(GroupSettingsReader.Find(member, new Dictionary<string, string> { ["zone"] = "x" }));
    }
}
